# grants: hero_books
from hero_books_client import HeroBooks, NewBook
from hero_books_client.models import NewPage
from hero_runtime.errors import HeroError, RemoteError

TEXTS = {"start": "Once upon a time.", "end": "The end."}


def main() -> int:
    pages = [
        NewPage(name=name, title=name.title(), content=text)
        for name, text in TEXTS.items()
    ]
    book = NewBook(name="tale", title="A tale", language="nl", pages=pages)
    book.tags = ["short"]
    with HeroBooks() as client:
        if client.book_exists(book.name):
            client.book_delete(book.name)
        try:
            added = client.book_add(book)
        except RemoteError as problem:
            print(problem.code, problem.message)
            return 1
        except HeroError as problem:
            print(problem.hint)
            return 2
    return added.page_count


print(main())
