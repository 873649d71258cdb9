"""Hooks see every call, and cost nothing where there are none."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hero_runtime import (
    CallInfo,
    HeroError,
    Hooks,
    MemoryTransport,
    ParameterError,
    ProtocolError,
    RemoteError,
)
from tests.runtime.conftest import Run
from tests.runtime.servers import Server, answer
from tests.runtime.test_lazy_import import SOURCES, load_modules

Serve = Callable[..., Server]
Seen = list[tuple[Any, ...]]


def watch(seen: Seen) -> Hooks:
    """Return hooks that note what they see."""

    def note(name: str) -> Callable[..., None]:
        return lambda *details: seen.append((name, *details))

    return Hooks(before=note("before"), after=note("after"), error=note("error"))


def test_a_call_is_seen_before_and_after(serve: Serve, client: Any) -> None:
    serve(lambda request: answer(request, result=[]))
    seen: Seen = []
    watched = client.with_options(hooks=watch(seen))
    assert watched.book_list("main", limit=3) == []
    assert [one[0] for one in seen] == ["before", "after"]
    info, same = seen[0][1], seen[1][1]
    assert isinstance(info, CallInfo) and info is same
    assert (info.service, info.method, info.request_id) == (
        "fake_books",
        "book.list",
        1,
    )
    assert info.arguments == {"workspace": "main", "limit": 3, "type": None}
    assert seen[1][2] == [] and 0 < seen[1][3] < 10
    client.book_list("main")
    watched.with_options(hooks=None).book_list("main")
    assert len(seen) == 2


def test_an_error_is_seen_complete(serve: Serve, client: Any) -> None:
    serve(lambda request: answer(request, error={"code": 7, "message": "no"}))
    seen: Seen = []
    with pytest.raises(RemoteError) as caught:
        client.with_options(hooks=watch(seen)).ping()
    assert [one[0] for one in seen] == ["before", "error"]
    assert seen[1][2] is caught.value
    assert caught.value.method == "ping"
    with pytest.raises(HeroError):
        client.with_options(hooks=watch(seen)).book_get("seven")
    assert [one[0] for one in seen[2:]] == ["before", "error"]


def test_a_notification_has_no_id(fake_books: Any) -> None:
    seen: Seen = []
    client = fake_books(transport=MemoryTransport(lambda body, headers: b""))
    client.with_options(hooks=watch(seen)).log_write("x")
    assert [(one[0], one[1].request_id) for one in seen] == [
        ("before", None),
        ("after", None),
    ]
    assert seen[1][2] is None


def test_in_an_event_loop(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    serve(lambda request: answer(request, result="pong"))
    seen: Seen = []

    async def main() -> None:
        async with async_fake_books(socket_path) as client:
            await client.with_options(hooks=watch(seen)).ping()

    run(main)
    assert [one[0] for one in seen] == ["before", "after"]
    assert seen[1][2] == "pong"


def test_each_hook_may_be_missing(serve: Serve, client: Any) -> None:
    serve(lambda request: answer(request, result="pong"))
    assert client.with_options(hooks=Hooks()).ping() == "pong"


def test_without_hooks_nothing_of_them_is_loaded(packages: Path) -> None:
    program = (
        "from fake_books_client.client import FakeBooks\n"
        "from hero_runtime import MemoryTransport\n"
        'answer = b\'{"jsonrpc":"2.0","id":1,"result":"pong"}\'\n'
        "transport = MemoryTransport(lambda body, headers: answer)\n"
        "assert FakeBooks(transport=transport).ping() == 'pong'"
    )
    assert "hero_runtime.hooks" not in load_modules(program, SOURCES, packages)


def respond_to_batch(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Answer each call with its value, a ping with an error."""
    answers = []
    for call in json.loads(body):
        if "id" in call:
            failed = call["method"] == "ping"
            told = {"error": {"code": 7, "message": "no"}} if failed else {}
            plain = {} if failed else {"result": call["params"]["value"]}
            answers.append({"jsonrpc": "2.0", "id": call["id"]} | told | plain)
    return json.dumps(answers[::-1]).encode()


def test_the_calls_of_a_batch_are_seen_one_by_one(fake_books: Any) -> None:
    seen: Seen = []
    client = fake_books(transport=MemoryTransport(respond_to_batch))
    with client.with_options(hooks=watch(seen)).batch() as batch:
        first, second = batch.echo("one"), batch.echo("two")
        failed, _ = batch.ping(), batch.log_write("x")
        assert seen == []
    assert [(one[0], one[1].request_id) for one in seen[:4]] == [
        ("before", 1),
        ("before", 2),
        ("before", 3),
        ("before", None),
    ]
    after = {one[1].request_id: (one[0], one[2]) for one in seen[4:]}
    assert after == {
        1: ("after", first.result()),
        2: ("after", second.result()),
        3: ("error", failed.error()),
        None: ("after", None),
    }
    assert (first.result(), failed.error().method) == ("one", "ping")
    assert all(0 < one[3] < 10 for one in seen[4:])


def test_a_batch_that_fails_as_a_whole_is_seen_by_each_call(fake_books: Any) -> None:
    seen: Seen = []
    client = fake_books(transport=MemoryTransport(lambda body, headers: b"?"))
    with pytest.raises(ProtocolError) as caught:
        with client.with_options(hooks=watch(seen)).batch() as batch:
            batch.echo(1)
            batch.log_write("x")
    assert [one[0] for one in seen] == ["before", "before", "error", "error"]
    assert seen[2][2] is seen[3][2] is caught.value
    assert (caught.value.service, caught.value.method) == ("fake_books", "")


def test_what_a_hook_raises_ends_the_batch_for_each_call(fake_books: Any) -> None:
    told: list[str] = []

    def refuse(info: CallInfo) -> None:
        told.append(info.method)
        if info.method == "ping":
            raise LookupError("no tracer")

    def note(info: CallInfo, error: BaseException, seconds: float) -> None:
        told.append(f"{info.method}: {error}")

    client = fake_books(transport=MemoryTransport(respond_to_batch))
    with pytest.raises(LookupError):
        with client.with_options(hooks=Hooks(before=refuse, error=note)).batch() as b:
            b.echo(1)
            b.ping()
    assert told == ["echo", "ping", "echo: no tracer"]


def test_an_argument_that_a_batch_refuses_is_seen(fake_books: Any) -> None:
    seen: Seen = []
    client = fake_books(transport=MemoryTransport(respond_to_batch))
    with client.with_options(hooks=watch(seen)).batch() as batch:
        with pytest.raises(ParameterError, match="fake_books book.get"):
            batch.book_get("seven")
    assert [one[0] for one in seen] == ["before", "error"]
