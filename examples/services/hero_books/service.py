"""Tie the methods of hero_books to their names, errors and examples."""

from hero_service.cli import Service
from hero_service.description import (
    MethodDescription,
    MethodExample,
    ServiceDescription,
)
from hero_service.params import ParamsValidatorFactory
from pjrpc.server import MethodRegistry

from hero_books import methods
from hero_books.errors import BookExists, BookNotFound, PageDuplicate, PageNotFound
from hero_books.samples import seed_library
from hero_books.store import Library

DESCRIPTION = ServiceDescription(
    name="hero_books",
    title="Hero Books",
    version="0.1.0",
    description="Books in workspaces: list them, read their pages, search their text.",
)

LIST_BOOKS = MethodDescription(
    tags=("book",),
    examples=(
        MethodExample(
            name="Two books",
            params={"workspace": "default"},
            result={
                "books": [
                    {
                        "name": "bread",
                        "title": "Bread at Home",
                        "path": "default/bread",
                    },
                    {
                        "name": "garden",
                        "title": "A Small Garden",
                        "path": "default/garden",
                    },
                ]
            },
        ),
        MethodExample(
            name="Empty workspace", params={"workspace": "notes"}, result={"books": []}
        ),
    ),
)
EXISTS_BOOK = MethodDescription(
    tags=("book",),
    examples=(
        MethodExample(name="A missing book", params={"name": "atlas"}, result=False),
    ),
)
ADD_BOOK = MethodDescription(
    tags=("book",),
    errors=(BookExists, PageDuplicate),
    examples=(
        MethodExample(
            name="A book of one page",
            params={
                "book": {
                    "name": "knots",
                    "title": "Ten Knots",
                    "author": None,
                    "language": "en",
                    "tags": ["sailing"],
                    "pages": [
                        {
                            "name": "bowline",
                            "title": "Bowline",
                            "content": "Make a loop.",
                        }
                    ],
                },
                "workspace": "default",
            },
            result={
                "name": "knots",
                "title": "Ten Knots",
                "path": "default/knots",
                "author": None,
                "language": "en",
                "tags": ["sailing"],
                "page_count": 1,
                "added_at": 1767225600,
            },
        ),
    ),
)
SEARCH_BOOKS = MethodDescription(
    tags=("book", "search"),
    examples=(
        MethodExample(
            name="One match",
            params={"query": "compost"},
            result={
                "query": "compost",
                "total": 1,
                "matches": [
                    {
                        "book": "garden",
                        "page": "soil",
                        "title": "Soil",
                        "snippet": "Soil Dig in compost every spring.",
                        "score": 1.0,
                    }
                ],
            },
        ),
    ),
)
READ_PAGE = MethodDescription(
    tags=("page",),
    errors=(BookNotFound, PageNotFound),
    examples=(
        MethodExample(
            name="The first page as text",
            params={"book": "garden", "page": "soil", "format": "text"},
            result={
                "book": "garden",
                "number": 1,
                "name": "soil",
                "title": "Soil",
                "format": "text",
                "content": "Soil\n\nDig in compost every spring.\n",
                "previous": None,
                "next": "water",
            },
        ),
    ),
)


def build_registry() -> MethodRegistry:
    """Register every method under its wire name, in the order of the document."""
    known_book = MethodDescription(tags=("book",), errors=(BookNotFound,))
    known_pages = MethodDescription(tags=("page",), errors=(BookNotFound,))
    registry = MethodRegistry(validator_factory=ParamsValidatorFactory())
    for name, function, description in (
        ("book.list", methods.list_books, LIST_BOOKS),
        ("book.get", methods.get_book, known_book),
        ("book.exists", methods.exists_book, EXISTS_BOOK),
        ("book.add", methods.add_book, ADD_BOOK),
        ("book.delete", methods.delete_book, known_book),
        ("book.search", methods.search_books, SEARCH_BOOKS),
        ("page.list", methods.list_pages, known_pages),
        ("page.read", methods.read_page, READ_PAGE),
    ):
        registry.add_method(function, name, pass_context=True, metadata=[description])
    return registry


SERVICE = Service(
    description=DESCRIPTION,
    registry=build_registry(),
    open_store=Library,
    seed_store=seed_library,
    close_store=Library.close,
)
