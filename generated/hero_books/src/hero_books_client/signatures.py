"""Types of parameters and results of hero_books. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from hero_books_client.models import (
    Book,
    BookList,
    NewBook,
    Page,
    PageFormat,
    PageList,
    SearchResult,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "book.list": {
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")]
    },
    "book.get": {
        "name": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
    },
    "book.exists": {
        "name": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
    },
    "book.add": {
        "book": NewBook,
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
    },
    "book.delete": {
        "name": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
    },
    "book.search": {
        "query": Annotated[str, Field(max_length=200, min_length=1)],
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "limit": Annotated[int, Field(ge=1, le=100)],
    },
    "page.list": {
        "book": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
    },
    "page.read": {
        "book": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "page": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "workspace": Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")],
        "format": PageFormat,
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "book.list": BookList,
    "book.get": Book,
    "book.exists": bool,
    "book.add": Book,
    "book.delete": None,
    "book.search": SearchResult,
    "page.list": PageList,
    "page.read": Page,
}
"""Types of results, by method."""
