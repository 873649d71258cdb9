# grants: hero_books
# expect: unknown-argument: NewBook autor author
from hero_books_client import HeroBooks, NewBook

client = HeroBooks()
client.book_add(NewBook(name="tale", title="A tale", autor="Ada"))  # here
