# grants: hero_books
# expect: not-iterable: BookList client.book_list().books
from hero_books_client import HeroBooks

client = HeroBooks()
for book in client.book_list():  # here
    print(book)
