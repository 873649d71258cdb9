# grants: hero_books
# expect: maybe-none: author None upper
from hero_books_client import HeroBooks

client = HeroBooks()
book = client.book_get("tale")
print(book.title + " by " + book.author.upper())  # here
