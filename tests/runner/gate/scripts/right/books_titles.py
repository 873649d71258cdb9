# grants: hero_books
from hero_books_client import HeroBooks

with HeroBooks() as client:
    for book in client.book_list().books:
        print(f"{book.name}: {book.title}")
