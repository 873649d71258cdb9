# grants: hero_books
# expect: unknown-field: Book pages page_count
from hero_books_client import HeroBooks

client = HeroBooks()
for entry in client.book_list().books:
    book = client.book_get(entry.name)
    print(book.title, book.pages)  # here
