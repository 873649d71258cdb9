# grants: hero_books
# expect: unknown-field: BookEntry author Book
from hero_books_client import HeroBooks

with HeroBooks() as client:
    authors = {book.author for book in client.book_list().books}  # here
print(len(authors))
