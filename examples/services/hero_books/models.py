"""The models of hero_books, as they cross the wire."""

from enum import Enum
from typing import Annotated

from hero_service.wire import WireModel
from pydantic import Field

NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"


class Language(str, Enum):
    """The language a book is written in, as an ISO 639-1 code. Guess: the set."""

    ENGLISH = "en"
    DUTCH = "nl"
    FRENCH = "fr"
    GERMAN = "de"
    ARABIC = "ar"


class PageFormat(str, Enum):
    """How page content is returned: as it was written, or without its markup."""

    MARKDOWN = "markdown"
    TEXT = "text"


BookName = Annotated[
    str,
    Field(
        description="Name of the book, unique in its workspace.",
        pattern=NAME_PATTERN,
    ),
]
PageName = Annotated[
    str,
    Field(description="Name of the page, unique in its book.", pattern=NAME_PATTERN),
]
PageTitle = Annotated[
    str, Field(description="Title of the page.", min_length=1, max_length=200)
]


class BookEntry(WireModel):
    """A book as `book.list` shows it."""

    name: BookName
    title: str = Field(description="Title of the book.")
    path: str = Field(description="Path of the book: its workspace and its name.")


class BookList(WireModel):
    """The books of a workspace, ordered by name."""

    books: list[BookEntry] = Field(description="One entry per book.")


class NewPage(WireModel):
    """A page to be stored with a new book. Guess: every field."""

    name: PageName
    title: PageTitle
    content: str = Field(
        description="Content of the page in Markdown.", max_length=200_000
    )


class NewBook(WireModel):
    """A book to be added. Guess: every field but name and title."""

    name: BookName
    title: str = Field(description="Title of the book.", min_length=1, max_length=200)
    author: str | None = Field(
        default=None, description="Author of the book, null when unknown."
    )
    language: Language = Field(
        default=Language.ENGLISH, description="Language of the book."
    )
    tags: list[str] = Field(default=[], description="Tags of the book, in order.")
    pages: list[NewPage] = Field(
        default=[], description="Pages of the book in reading order."
    )


class Book(WireModel):
    """A stored book. Guess: every field but name, title and path."""

    name: BookName
    title: str = Field(description="Title of the book.")
    path: str = Field(description="Path of the book: its workspace and its name.")
    author: str | None = Field(description="Author of the book, null when unknown.")
    language: Language = Field(description="Language of the book.")
    tags: list[str] = Field(description="Tags of the book, in order.")
    page_count: int = Field(description="Number of pages.", ge=0)
    added_at: int = Field(
        description="When the book was added, in seconds since the Unix epoch.", ge=0
    )


class PageEntry(WireModel):
    """A page as `page.list` shows it. Guess: every field."""

    number: int = Field(description="Position of the page, from 1.", ge=1)
    name: PageName
    title: PageTitle


class PageList(WireModel):
    """The pages of a book in reading order. Guess: the shape."""

    book: BookName
    pages: list[PageEntry] = Field(description="One entry per page.")


class Page(WireModel):
    """A page with its content and its neighbours. Guess: every field."""

    book: BookName
    number: int = Field(description="Position of the page, from 1.", ge=1)
    name: PageName
    title: PageTitle
    format: PageFormat = Field(description="Format of the content.")
    content: str = Field(description="Content of the page in that format.")
    previous: str | None = Field(
        description="Name of the page before, null on the first page."
    )
    next: str | None = Field(
        description="Name of the page after, null on the last page."
    )


class SearchMatch(WireModel):
    """A page that contains every word of a query. Guess: every field."""

    book: BookName
    page: PageName
    title: PageTitle
    snippet: str = Field(description="Text around the first occurrence.")
    score: float = Field(
        description="Occurrences of the words; a word in the title counts three.",
        gt=0,
    )


class SearchResult(WireModel):
    """The matches of a query, best first. Guess: the shape."""

    query: str = Field(description="The query as it was understood.")
    total: int = Field(description="Number of matches before the limit.", ge=0)
    matches: list[SearchMatch] = Field(description="At most `limit` matches.")
