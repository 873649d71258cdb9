"""Sample books for `--seed`."""

from hero_books.models import NewBook, NewPage
from hero_books.store import Library, Shelf

SAMPLES = (
    NewBook(
        name="garden",
        title="A Small Garden",
        author="R. Vermeulen",
        tags=["garden", "howto"],
        pages=[
            NewPage(
                name="soil",
                title="Soil",
                content="# Soil\n\nDig in **compost** every spring.\n",
            ),
            NewPage(
                name="water",
                title="Water",
                content="# Water\n\nWater in the morning, never at noon.\n",
            ),
        ],
    ),
    NewBook(
        name="bread",
        title="Bread at Home",
        tags=["kitchen"],
        pages=[
            NewPage(
                name="dough",
                title="Dough",
                content="# Dough\n\n- 500 g flour\n- 350 g water\n- 10 g salt\n",
            ),
        ],
    ),
)


def seed_library(library: Library) -> None:
    """Add the sample books that the default workspace of context 0 lacks."""
    shelf = Shelf(context=0, workspace="default")
    for book in SAMPLES:
        if library.read_book(shelf, book.name) is None:
            library.write_book(shelf, book)
