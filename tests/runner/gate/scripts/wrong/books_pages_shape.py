# grants: hero_books
# expect: wrong-type: pages list[NewPage] NewPage(name: str, title: str, content: str)
from hero_books_client import HeroBooks, NewBook

client = HeroBooks()
book = NewBook(
    name="tale",
    title="A tale",
    pages=["Once upon a time.", "The end."],  # here
)
client.book_add(book)
