# grants: hero_books
# expect: unknown-method: list_books book_list(*, workspace: str = "default") -> BookList
from hero_books_client import HeroBooks

client = HeroBooks()
for book in client.list_books().books:  # here
    print(book.title)
