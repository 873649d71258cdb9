# grants: hero_books
# expect: model-as-dict: BookEntry 'title' book.title
from hero_books_client import HeroBooks

client = HeroBooks()
for book in client.book_list().books:
    print(book["title"])  # here
