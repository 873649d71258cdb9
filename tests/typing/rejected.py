"""Programs with one mistake each; `rejected.out` holds what mypy says of them."""

from __future__ import annotations

from hero_books_client import HeroBooks, NewBook, NewPage
from hero_books_client.models import Language

books = HeroBooks()


def misspelt_method() -> None:
    books.books_list()


def misspelt_field() -> str:
    return books.book_get("small").tittle


def misspelt_argument() -> None:
    books.book_list(work_space="default")


def misspelt_field_of_a_new_model() -> None:
    NewPage(name="one", title="One", contents="# One")


def wrong_type_of_an_argument() -> None:
    books.book_search(5)


def wrong_type_of_a_field() -> None:
    NewBook(name="small", title="Small", tags="a,b")


def wrong_type_of_a_result() -> int:
    return books.book_get("small").title


def missing_argument() -> None:
    books.book_get()


def missing_field() -> None:
    NewPage(name="one", title="One")


def too_many_positions() -> None:
    books.book_search("word", "default", 3)


def none_is_not_handled() -> str:
    return books.book_get("small").author.upper()


def none_where_null_is_no_value() -> None:
    books.book_list(workspace=None)


def a_dict_instead_of_a_model() -> None:
    books.book_add({"name": "small", "title": "Small"})


def a_value_that_is_not_listed() -> Language:
    return "de_DE"


def a_list_that_is_a_model() -> None:
    for book in books.book_list():
        book.title
