"""The methods of hero_books. Their signatures and docstrings are the document."""

import json
from typing import Annotated

from hero_service.description import Call
from pydantic import Field

from hero_books import errors
from hero_books.models import (
    Book,
    BookEntry,
    BookList,
    BookName,
    Language,
    NewBook,
    Page,
    PageEntry,
    PageFormat,
    PageList,
    PageName,
    SearchResult,
)
from hero_books.search import find_matches, render_text
from hero_books.store import Library, Shelf, StoredBook, StoredPage

Workspace = Annotated[
    str,
    Field(
        description="Workspace that holds the book.",
        pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$",
    ),
]
AddedBook = Annotated[NewBook, Field(description="The book to add, with its pages.")]
Query = Annotated[
    str,
    Field(description="Words to look for, in any order.", min_length=1, max_length=200),
]
Limit = Annotated[
    int, Field(description="Largest number of matches to return.", ge=1, le=100)
]
ContentFormat = Annotated[
    PageFormat, Field(description="Format that the content is returned in.")
]


def list_books(call: Call[Library], workspace: Workspace = "default") -> BookList:
    """List the books of a workspace."""
    books = call.store.list_books(Shelf(call.context, workspace))
    return BookList(
        books=[
            BookEntry(name=book.name, title=book.title, path=f"{workspace}/{book.name}")
            for book in books
        ]
    )


def get_book(
    call: Call[Library], name: BookName, workspace: Workspace = "default"
) -> Book:
    """Get one book with its details.

    Guess: name, parameters and result of this method.
    """
    return build_book(require_book(call, workspace, name), workspace)


def exists_book(
    call: Call[Library], name: BookName, workspace: Workspace = "default"
) -> bool:
    """Say whether a workspace has a book of that name.

    Guess: name, parameters and result of this method.
    """
    return call.store.read_book(Shelf(call.context, workspace), name) is not None


def add_book(
    call: Call[Library], book: AddedBook, workspace: Workspace = "default"
) -> Book:
    """Add a book with its pages.

    Guess: name, parameters and result of this method.
    """
    shelf = Shelf(call.context, workspace)
    if call.store.read_book(shelf, book.name) is not None:
        raise errors.BookExists(
            f"Workspace '{workspace}' has a book '{book.name}' already. Choose another"
            " name or delete it with book.delete."
        )
    names = [page.name for page in book.pages]
    for name in names:
        if names.count(name) > 1:
            raise errors.PageDuplicate(
                f"Two pages of book '{book.name}' are named '{name}'. Rename one."
            )
    call.store.write_book(shelf, book)
    return build_book(require_book(call, workspace, book.name), workspace)


def delete_book(
    call: Call[Library], name: BookName, workspace: Workspace = "default"
) -> None:
    """Delete a book and its pages.

    Guess: name, parameters and result of this method.
    """
    require_book(call, workspace, name)
    call.store.delete_book(Shelf(call.context, workspace), name)


def search_books(
    call: Call[Library],
    query: Query,
    workspace: Workspace = "default",
    limit: Limit = 20,
) -> SearchResult:
    """Search the pages of a workspace for words.

    A page matches when it contains every word of the query; upper and lower case
    are the same. Guess: name, parameters and result of this method.
    """
    pages = call.store.list_pages(Shelf(call.context, workspace))
    matches = find_matches(pages, query)
    return SearchResult(
        query=" ".join(query.casefold().split()),
        total=len(matches),
        matches=matches[:limit],
    )


def list_pages(
    call: Call[Library], book: BookName, workspace: Workspace = "default"
) -> PageList:
    """List the pages of a book in reading order.

    Guess: name, parameters and result of this method.
    """
    require_book(call, workspace, book)
    pages = call.store.list_pages(Shelf(call.context, workspace), book)
    return PageList(
        book=book,
        pages=[
            PageEntry(number=page.number, name=page.name, title=page.title)
            for page in pages
        ],
    )


def read_page(
    call: Call[Library],
    book: BookName,
    page: PageName,
    workspace: Workspace = "default",
    format: ContentFormat = PageFormat.MARKDOWN,
) -> Page:
    """Read one page with the names of its neighbours.

    Guess: name, parameters and result of this method.
    """
    require_book(call, workspace, book)
    pages = call.store.list_pages(Shelf(call.context, workspace), book)
    names = [stored.name for stored in pages]
    if page not in names:
        raise errors.PageNotFound(
            f"Book '{book}' has no page '{page}'. Call page.list to see its pages."
        )
    return build_page(pages, names.index(page), format)


def require_book(call: Call[Library], workspace: str, name: str) -> StoredBook:
    """Return a book; raise BookNotFound when the workspace has none of that name."""
    book = call.store.read_book(Shelf(call.context, workspace), name)
    if book is None:
        raise errors.BookNotFound(
            f"Workspace '{workspace}' has no book '{name}'. Call book.list to see its"
            " books."
        )
    return book


def build_book(book: StoredBook, workspace: str) -> Book:
    """Build the wire form of a stored book."""
    return Book(
        name=book.name,
        title=book.title,
        path=f"{workspace}/{book.name}",
        author=book.author,
        language=Language(book.language),
        tags=json.loads(book.tags),
        page_count=book.page_count,
        added_at=book.added_at,
    )


def build_page(pages: list[StoredPage], index: int, format: PageFormat) -> Page:
    """Build the wire form of the page at an index."""
    page = pages[index]
    plain = format is PageFormat.TEXT
    return Page(
        book=page.book,
        number=page.number,
        name=page.name,
        title=page.title,
        format=format,
        content=render_text(page.content) if plain else page.content,
        previous=pages[index - 1].name if index > 0 else None,
        next=pages[index + 1].name if index + 1 < len(pages) else None,
    )
