# SERVICE: hero_books
# SUMMARY: Books in workspaces: list them, read their pages, search their text.
# SOCKET: hero_books/rpc.sock
# from hero_books_client import HeroBooks, NewBook; hero_books_api = HeroBooks()

from typing import Literal

from hero_runtime import Client, Model, RemoteError

Language = Literal["en", "nl", "fr", "de", "ar"]
PageFormat = Literal["markdown", "text"]

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
    name: str  # ~ ^[a-z0-9][a-z0-9_-]{0,63}$
    title: str  # 1..200 chars
    author: str | None = None
    language: Language = "en"
    tags: list[str] = []
    pages: list[NewPage] = []

class NewPage(Model):
    name: str  # ~ ^[a-z0-9][a-z0-9_-]{0,63}$
    title: str  # 1..200 chars
    content: str  # <= 200000 chars

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

class BookNotFound(RemoteError): ...
class BookAlreadyExists(RemoteError): ...
class PageNotFound(RemoteError): ...
class PageNameIsUsedTwice(RemoteError): ...

# arguments: workspace, name ~ ^[a-z0-9][a-z0-9_-]{0,63}$
class HeroBooks(Client):
    def book_list(self, *, workspace: str = "default") -> BookList:
        """read: List the books of a workspace"""

    def book_get(self, name: str, *, workspace: str = "default") -> Book:
        """read: Get one book with its details; raises BookNotFound"""

    def book_exists(self, name: str, *, workspace: str = "default") -> bool:
        """read: Say whether a workspace has a book of that name"""

    def book_add(self, book: NewBook, *, workspace: str = "default") -> Book:
        """write: Add a book with its pages; raises BookAlreadyExists,
        PageNameIsUsedTwice
        """

    def book_delete(self, name: str, *, workspace: str = "default") -> None:
        """destructive: Delete a book and its pages; raises BookNotFound"""

    def book_search(
        self, query: str, *, workspace: str = "default", limit: int = 20
    ) -> SearchResult:
        """read: Search the pages of a workspace for words (query 1..200 chars, limit
        1..100)
        """

    def page_list(self, book: str, *, workspace: str = "default") -> PageList:
        """read: List the pages of a book in reading order (book ~
        ^[a-z0-9][a-z0-9_-]{0,63}$); raises BookNotFound
        """

    def page_read(
        self,
        book: str,
        page: str,
        *,
        workspace: str = "default",
        format: PageFormat = "markdown",
    ) -> Page:
        """read: Read one page with the names of its neighbours (book ~
        ^[a-z0-9][a-z0-9_-]{0,63}$, page ~ ^[a-z0-9][a-z0-9_-]{0,63}$); raises
        BookNotFound, PageNotFound
        """
