# grants: hero_books
# expect: not-iterable: HeroBooks book_list
from hero_books_client import HeroBooks

books = HeroBooks()
for book in books:  # here
    print(book)
