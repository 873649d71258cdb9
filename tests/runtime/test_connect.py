"""A client made from the live document is the generated one without types."""

import inspect
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hero_runtime
from hero_books_client import BookNotFound, HeroBooks
from hero_runtime import (
    CallInfo,
    ConnectionFailed,
    Hooks,
    ParameterError,
    RemoteError,
    connect,
    connect_async,
)
from tests.examples.service_process import RunningService, running_service
from tests.runtime.conftest import Run


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """Run the example service with its sample books."""
    folder = tmp_path_factory.mktemp("sockets")
    (folder / "hero_books").mkdir()
    with running_service(
        "hero_books", folder, "--seed", socket_name="hero_books/rpc.sock"
    ) as service:
        yield service


@pytest.fixture
def client(books: RunningService) -> Iterator[Any]:
    """Return a dynamic client of the example service."""
    with connect("hero_books", books.socket) as opened:
        yield opened


def public(owner: type) -> list[str]:
    """Return the names of the methods that a class itself defines."""
    return [name for name in vars(owner) if not name.startswith("_")]


def test_the_service_is_found_as_by_the_generated_client(
    books: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH_SOCKET", str(books.socket.parents[1]))
    with connect("hero_books") as client, HeroBooks() as static:
        found = client.book_list()
        assert found == static.book_list().model_dump(exclude_unset=True)
        assert found["books"]


def test_methods_names_and_docstrings_are_those_of_the_generated_client(
    client: Any,
) -> None:
    assert public(type(client)) == public(HeroBooks)
    assert set(public(HeroBooks)) <= set(dir(client))
    for name in set(public(HeroBooks)) - {"batch"}:
        dynamic, static = getattr(client, name), getattr(HeroBooks, name)
        assert dynamic.__doc__.split() == static.__doc__.split()
        assert dynamic.__name__ == name
    assert (type(client).__doc__ or "").split() == (HeroBooks.__doc__ or "").split()


def test_signatures_are_those_of_the_generated_client(client: Any) -> None:
    for name in set(public(HeroBooks)) - {"batch"}:
        dynamic = inspect.signature(getattr(client, name)).parameters
        static = list(inspect.signature(getattr(HeroBooks, name)).parameters.values())
        for one, other in zip(dynamic.values(), static[1:], strict=True):
            assert (one.name, one.kind) == (other.name, other.kind)
            plain = other.default in (inspect.Parameter.empty, None)
            assert plain or one.default == other.default
    shown = str(inspect.signature(client.book_search))
    assert shown == "(query: str, *, workspace: str = 'default', limit: int = 20)"


def test_calls_give_plain_values_and_the_errors_of_the_installed_client(
    client: Any, books: RunningService
) -> None:
    book = {"name": "dune", "title": "Dune"}
    assert client.book_add(book, workspace="notes")["title"] == "Dune"
    assert client.book_exists("dune", workspace="notes") is True
    assert client.book_delete(workspace="notes", name="dune") is None
    with pytest.raises(BookNotFound, match="^hero_books book.get: error 1001"):
        client.book_get("dune")
    with HeroBooks(books.socket) as static:
        page = static.book_list().books[0]
        assert client.book_get(page.name) == static.book_get(page.name).model_dump()


def test_wrong_arguments_name_the_method(client: Any) -> None:
    with pytest.raises(TypeError, match=r"book_get\(\): missing .* 'name'"):
        client.book_get()
    with pytest.raises(TypeError, match=r"book_get\(\): .* 'nam'"):
        client.book_get("x", nam=1)
    with pytest.raises(ParameterError, match="hero_books book.get: parameter 'name'"):
        client.book_get(object())
    with pytest.raises(RemoteError, match="book.get: error -32602"):
        client.book_get(7)


def test_batches_and_hooks(client: Any) -> None:
    seen: list[str] = []

    def note(info: CallInfo) -> None:
        seen.append(info.method)

    watched = client.with_options(hooks=Hooks(before=note))
    with watched.batch() as batch:
        exists, missing = batch.book_exists("none"), batch.book_get("none")
    assert exists.result() is False
    assert isinstance(missing.error(), BookNotFound)
    assert watched.book_exists("none") is False
    assert seen == ["book.exists", "book.get", "book.exists"]


def test_help_and_repr(client: Any) -> None:
    import pydoc

    text = pydoc.plain(pydoc.render_doc(client.book_search))
    assert "Search the pages of a workspace for words." in text
    assert "limit: int = 20" in text
    assert repr(client).startswith("<DynamicClient of hero_books: book_list, book_get,")


def test_in_an_event_loop(run: Run, books: RunningService) -> None:
    async def main() -> None:
        async with await connect_async("hero_books", books.socket) as client:
            assert inspect.iscoroutinefunction(client.book_list)
            first = (await client.book_list())["books"][0]["name"]
            async with client.batch() as batch:
                found = batch.book_get(first)
            assert found.result()["name"] == first
            with pytest.raises(BookNotFound):
                await client.book_get("none")
            assert repr(client).startswith("<AsyncDynamicClient of hero_books: ")

    run(main)


def test_another_example_service(tmp_path: Path) -> None:
    with running_service("hero_osis_calendar", tmp_path) as service:
        with connect("hero_osis_calendar", service.socket) as calendar:
            assert calendar.event_list()["total"] == 0


def test_a_service_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConnectionFailed, match="^hero_books rpc.discover: cannot"):
        connect("hero_books", tmp_path / "none.sock")
    monkeypatch.setenv("PATH_SOCKET", str(tmp_path))
    with pytest.raises(ConnectionFailed, match="tried:\n .*/nobody/rpc.sock"):
        connect("nobody")


def test_no_warning_is_given_without_drift(books: RunningService) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        connect("hero_books", books.socket).close()
    assert caught == []


def test_the_package_offers_it_lazily() -> None:
    assert {"connect", "connect_async"} <= set(dir(hero_runtime))
