# grants: hero_books
# expect: unknown-name: Pages Page
from hero_books_client import HeroBooks, Pages  # here

client = HeroBooks()


def show(pages: Pages) -> None:
    print(pages)
