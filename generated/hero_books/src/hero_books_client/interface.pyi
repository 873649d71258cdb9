# SERVICE: hero_books
# SUMMARY: Books in workspaces: list them, read their pages, search their text.
# SOCKET: hero_books/rpc.sock
# from hero_books_client import HeroBooks; client = HeroBooks()
# AsyncHeroBooks has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Language: TypeAlias = Literal["en", "nl", "fr", "de", "ar"]
PageFormat: TypeAlias = Literal["markdown", "text"]

class Book(Model):
    name: str
    title: str
    path: str
    author: str | None
    language: Language
    tags: list[str]
    page_count: int
    added_at: int

class BookEntry(Model):
    name: str
    title: str
    path: str

class BookList(Model):
    books: list[BookEntry]

class NewBook(Model):
    name: str
    title: str
    author: str | None = None
    language: Language = "en"
    tags: list[str] = []
    pages: list[NewPage] = []

class NewPage(Model):
    name: str
    title: str
    content: str

class Page(Model):
    book: str
    number: int
    name: str
    title: str
    format: PageFormat
    content: str
    previous: str | None
    next: str | None

class PageEntry(Model):
    number: int
    name: str
    title: str

class PageList(Model):
    book: str
    pages: list[PageEntry]

class SearchMatch(Model):
    book: str
    page: str
    title: str
    snippet: str
    score: float

class SearchResult(Model):
    query: str
    total: int
    matches: list[SearchMatch]

class HeroBooks(Client):
    def book_list(self, *, workspace: str = "default") -> BookList:
        """List the books of a workspace."""

    def book_get(self, name: str, *, workspace: str = "default") -> Book:
        """Get one book with its details."""

    def book_exists(self, name: str, *, workspace: str = "default") -> bool:
        """Say whether a workspace has a book of that name."""

    def book_add(self, book: NewBook, *, workspace: str = "default") -> Book:
        """Add a book with its pages."""

    def book_delete(self, name: str, *, workspace: str = "default") -> None:
        """Delete a book and its pages."""

    def book_search(
        self, query: str, *, workspace: str = "default", limit: int = 20
    ) -> SearchResult:
        """Search the pages of a workspace for words."""

    def page_list(self, book: str, *, workspace: str = "default") -> PageList:
        """List the pages of a book in reading order."""

    def page_read(
        self,
        book: str,
        page: str,
        *,
        workspace: str = "default",
        format: PageFormat = "markdown",
    ) -> Page:
        """Read one page with the names of its neighbours."""
