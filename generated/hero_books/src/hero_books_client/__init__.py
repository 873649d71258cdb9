"""Client package of hero_books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from hero_books_client.async_client import AsyncHeroBooks
    from hero_books_client.batch_client import BatchHeroBooks
    from hero_books_client.client import HeroBooks
    from hero_books_client.errors import (
        BookAlreadyExists,
        BookNotFound,
        PageNameIsUsedTwice,
        PageNotFound,
    )
    from hero_books_client.models import (
        Book,
        BookEntry,
        BookList,
        Language,
        NewBook,
        NewPage,
        Page,
        PageEntry,
        PageFormat,
        PageList,
        SearchMatch,
        SearchResult,
    )
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncHeroBooks",),
            "batch_client": ("BatchHeroBooks",),
            "client": ("HeroBooks",),
            "errors": (
                "BookNotFound",
                "BookAlreadyExists",
                "PageNotFound",
                "PageNameIsUsedTwice",
            ),
            "models": (
                "Book",
                "BookEntry",
                "BookList",
                "Language",
                "NewBook",
                "NewPage",
                "Page",
                "PageEntry",
                "PageFormat",
                "PageList",
                "SearchMatch",
                "SearchResult",
            ),
        },
    )

__all__ = (
    "AsyncHeroBooks",
    "BatchHeroBooks",
    "Book",
    "BookAlreadyExists",
    "BookEntry",
    "BookList",
    "BookNotFound",
    "HeroBooks",
    "Language",
    "NewBook",
    "NewPage",
    "Page",
    "PageEntry",
    "PageFormat",
    "PageList",
    "PageNameIsUsedTwice",
    "PageNotFound",
    "SearchMatch",
    "SearchResult",
)
