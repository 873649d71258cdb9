"""A program that a strict type checker accepts: what the stub promises is typed."""

from __future__ import annotations

from typing import assert_type

from hero_books_client import Book, BookEntry, BookNotFound, HeroBooks, NewBook, NewPage
from hero_books_client.models import Language, SearchResult


def list_titles(books: HeroBooks) -> list[str]:
    """List the titles of the default workspace."""
    entries = books.book_list(workspace="default").books
    assert_type(entries, list[BookEntry])
    return [entry.title for entry in entries]


def add_book(books: HeroBooks) -> Book:
    """Add a book, with defaults and with a list of models."""
    page = NewPage(name="one", title="One", content="# One")
    language: Language = "nl"
    return books.book_add(
        NewBook(name="small", title="Small", language=language, pages=[page])
    )


def find_author(books: HeroBooks, name: str) -> str:
    """Handle what may be null, and an error that the document declares."""
    try:
        book = books.book_get(name)
    except BookNotFound as error:
        return f"{error.code} {error.message}"
    assert_type(book.author, str | None)
    return book.author.upper() if book.author is not None else "unknown"


def search(books: HeroBooks) -> int:
    """Search with a default and without."""
    found = books.book_search("word", limit=3)
    assert_type(found, SearchResult)
    assert_type(books.book_exists("small"), bool)
    assert_type(books.book_delete("small"), None)
    return found.total + len(books.book_search("word").matches)


with HeroBooks("/run/hero_books/rpc.sock", timeout=3) as client:
    assert_type(client, HeroBooks)
    list_titles(client)
