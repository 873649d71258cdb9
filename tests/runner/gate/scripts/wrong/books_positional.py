# grants: hero_books
# expect: too-many-arguments: book_search limit: int = 20
from hero_books_client import HeroBooks

client = HeroBooks()
result = client.book_search("sea", "library", 50)  # here
print(result.total)
