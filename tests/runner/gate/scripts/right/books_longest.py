# grants: hero_books
"""Print the book with most pages, and who wrote it."""

from hero_books_client import Book, HeroBooks
from hero_books_client.errors import BookNotFound


def describe(book: Book) -> str:
    author = book.author or "nobody known"
    return f"{book.title} by {author.title()}, {book.page_count} pages"


client = HeroBooks(timeout=10)
books = []
for entry in client.book_list(workspace="library").books:
    try:
        books.append(client.book_get(entry.name, workspace="library"))
    except BookNotFound:
        print(f"{entry.name} went away")
if books:
    print(describe(max(books, key=lambda book: book.page_count)))
client.close()
