"""Keep books and pages in one SQLite file, apart for each context and workspace."""

import json
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from hero_books.models import NewBook

SCHEMA = """
CREATE TABLE IF NOT EXISTS book (
    id INTEGER PRIMARY KEY,
    context INTEGER NOT NULL,
    workspace TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    language TEXT NOT NULL,
    tags TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE (context, workspace, name)
);
CREATE TABLE IF NOT EXISTS page (
    book_id INTEGER NOT NULL REFERENCES book (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (book_id, number),
    UNIQUE (book_id, name)
);
"""
SELECT_BOOKS = """
SELECT name, title, author, language, tags, added_at,
       (SELECT count(*) FROM page WHERE book_id = book.id) AS page_count
FROM book WHERE context = ? AND workspace = ?
"""
SELECT_PAGES = """
SELECT book.name AS book, number, page.name, page.title, content
FROM page JOIN book ON book.id = book_id
WHERE context = ? AND workspace = ?
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The part of the library that one call sees."""

    context: int
    workspace: str


@dataclass(frozen=True, slots=True)
class StoredBook:
    """A row of the book table with its number of pages; `tags` is a JSON array."""

    name: str
    title: str
    author: str | None
    language: str
    tags: str
    added_at: int
    page_count: int


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A row of the page table with the name of its book."""

    book: str
    number: int
    name: str
    title: str
    content: str


class Library:
    """Read and write the books of all contexts."""

    def __init__(self, path: Path) -> None:
        """Open the database file and create its tables when they are missing."""
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        """Close the database file."""
        self._connection.close()

    def list_books(self, shelf: Shelf) -> list[StoredBook]:
        """Return the books of a shelf by name."""
        query = SELECT_BOOKS + "ORDER BY name"
        rows = self._connection.execute(query, (shelf.context, shelf.workspace))
        return [StoredBook(*row) for row in rows]

    def read_book(self, shelf: Shelf, name: str) -> StoredBook | None:
        """Return one book, or None."""
        query = SELECT_BOOKS + "AND name = ?"
        key = (shelf.context, shelf.workspace, name)
        row = self._connection.execute(query, key).fetchone()
        return None if row is None else StoredBook(*row)

    def write_book(self, shelf: Shelf, book: NewBook) -> None:
        """Store a new book with its pages, or nothing at all."""
        insert = (
            "INSERT INTO book (context, workspace, name, title, author, language,"
            " tags, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        with self._connection:
            cursor = self._connection.execute(
                insert,
                (
                    shelf.context,
                    shelf.workspace,
                    book.name,
                    book.title,
                    book.author,
                    book.language.value,
                    json.dumps(book.tags),
                    int(time.time()),
                ),
            )
            self._connection.executemany(
                "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
                [
                    (cursor.lastrowid, number, page.name, page.title, page.content)
                    for number, page in enumerate(book.pages, start=1)
                ],
            )

    def delete_book(self, shelf: Shelf, name: str) -> bool:
        """Delete a book with its pages; say whether there was one."""
        delete = "DELETE FROM book WHERE context = ? AND workspace = ? AND name = ?"
        with self._connection:
            cursor = self._connection.execute(
                delete, (shelf.context, shelf.workspace, name)
            )
        return cursor.rowcount > 0

    def list_pages(self, shelf: Shelf, book: str | None = None) -> list[StoredPage]:
        """Return the pages of one book, or of the whole shelf, in reading order."""
        rows = self._connection.execute(
            SELECT_PAGES
            + "AND (? IS NULL OR book.name = ?) ORDER BY book.name, number",
            (shelf.context, shelf.workspace, book, book),
        )
        return [StoredPage(*row) for row in rows]
