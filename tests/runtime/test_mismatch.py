"""Results that do not have their type raise, warn or are accepted, as one wants."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hero_runtime import MismatchWarning, ResultError
from tests.runtime.conftest import Run
from tests.runtime.servers import Server, answer

Serve = Callable[..., Server]
DRIFTED = {
    "pages": "many",
    "type": "novel",
    "authors": [{"name": "Austen"}, {"name": 5}, "nobody"],
    "sequels": [{"title": "Second", "authors": [{}]}],
    "unknown": {"a": 1},
}


def test_a_mismatch_raises_unless_told_otherwise(serve: Serve, client: Any) -> None:
    serve(lambda request: answer(request, result=DRIFTED))
    with pytest.raises(ResultError):
        client.book_get(7)
    with pytest.raises(ResultError):
        client.with_options(on_mismatch="raise").book_get(7)


def test_an_accepted_model_has_what_there_is(
    serve: Serve, client: Any, models: Any
) -> None:
    serve(lambda request: answer(request, result=DRIFTED))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = client.with_options(on_mismatch="accept").book_get(7)
    assert isinstance(book, models.Book)
    assert not hasattr(book, "title")
    assert (book.pages, book.type_, book.subtitle) == ("many", "novel", None)
    assert [type(author) for author in book.authors] == [
        models.Author,
        models.Author,
        str,
    ]
    assert (book.authors[1].name, book.authors[1].role) == (5, "writer")
    assert isinstance(book.sequels[0], models.Book)
    assert book.sequels[0].title == "Second"
    assert book.unknown == {"a": 1}


@pytest.mark.parametrize("result", [None, 3, "x", [], [[1]], {"a": {"b": 1}}])
def test_what_is_no_model_at_all_stays_as_it_is(
    serve: Serve, client: Any, result: object
) -> None:
    serve(lambda request: answer(request, result=result))
    assert client.with_options(on_mismatch="accept").ping() == result


def test_what_fits_is_the_same_as_ever(serve: Serve, client: Any, models: Any) -> None:
    serve(lambda request: answer(request, result={"title": "Dune"}))
    accepting = client.with_options(on_mismatch="accept")
    assert accepting.book_get(7) == client.book_get(7)


def test_a_warning_comes_once_for_each_method(serve: Serve, client: Any) -> None:
    serve(lambda request: answer(request, result=3))
    warning = client.with_options(on_mismatch="warn")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert [warning.ping() for _ in range(3)] == [3, 3, 3]
        assert warning.book_get(7) == 3
    assert [item.category for item in caught] == [MismatchWarning] * 2
    assert str(caught[0].message).startswith("ping: the result does not have its type")
    assert "generate the client again" in str(caught[0].message)


def test_an_asynchronous_client_accepts_too(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    serve(lambda request: answer(request, result=3))

    async def main() -> object:
        async with async_fake_books(socket_path) as client:
            return await client.with_options(on_mismatch="accept").ping()

    assert run(main) == 3


def test_another_word_is_refused(client: Any) -> None:
    with pytest.raises(ValueError, match="'raise', 'warn' or 'accept'"):
        client.with_options(on_mismatch="ignore")
