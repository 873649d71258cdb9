# grants: hero_books
# expect: unknown-attribute: title .result()
from hero_books_client import HeroBooks

with HeroBooks() as client:
    with client.batch() as batch:
        book = batch.book_get("tale")
    print(book.title)  # here
