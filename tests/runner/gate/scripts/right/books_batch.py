# grants: hero_books
from hero_books_client import HeroBooks

names = ["one", "two"]
with HeroBooks() as client:
    with client.batch() as batch:
        results = {name: batch.book_get(name) for name in names}
    for name, result in results.items():
        problem = result.error()
        print(name, problem.hint if problem else result.result().title)
