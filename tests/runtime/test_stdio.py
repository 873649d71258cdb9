"""A child process is called over its stdin and stdout, and ends with the client."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import anyio
import pytest

from hero_runtime import (
    AsyncStdioTransport,
    ConnectionFailed,
    ConnectionLost,
    Method,
    ProtocolError,
    ResultError,
    StdioTransport,
    TimedOut,
)
from tests.runtime.conftest import Run

PROGRAM = [sys.executable, str(Path(__file__).with_name("program.py"))]


def method(name: str) -> Method[Any]:
    """Return a method that takes and gives what `echo` does, of another name."""
    return Method(name, ("value",))


@pytest.fixture
def client(fake_books: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a client of the program, whose methods all take and give anything."""
    from hero_runtime.codec import codec_of

    codec = codec_of("fake_books_client")
    names = ("hold", "notify", "end", "pid", "slow", "garbage", "long", "large")
    for name in (*names, "stderr", "environ"):
        monkeypatch.setitem(vars(codec)["_parameter_types"], name, {"value": Any})
        monkeypatch.setitem(vars(codec)["_result_types"], name, Any)
    with fake_books(transport=StdioTransport(PROGRAM)) as opened:
        yield opened


def test_calls_notifications_and_batches(client: Any) -> None:
    assert client.echo({"a": "é\n"}) == {"value": {"a": "é\n"}}
    client.log_write("x")
    with client.batch() as batch:
        first, second, _ = batch.echo(1), batch.echo(2), batch.log_write("y")
    assert (first.result(), second.result()) == ({"value": 1}, {"value": 2})
    with client.batch() as batch:
        batch.log_write("z")
    pid = client._call(method("pid"), 0)
    assert client._call(method("pid"), 0) == pid != os.getpid()


def test_answers_find_their_threads(client: Any) -> None:
    results: dict[int, object] = {}

    def call(number: int) -> None:
        for _ in range(20):
            results[number] = client._call(method("hold"), number)

    threads = [Thread(target=call, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert results == {0: {"value": 0}, 1: {"value": 1}}


def test_a_large_answer_and_noise_on_stderr(client: Any) -> None:
    assert client._call(method("large"), 0) == "x" * 200_000
    assert client._call(method("stderr"), 0) == "quiet"


def test_a_late_answer_is_not_the_next_one(client: Any) -> None:
    with pytest.raises(TimedOut) as caught:
        client.with_options(timeout=0.2)._call(method("slow"), 0)
    assert (caught.value.phase, caught.value.sent) == ("total", True)
    assert client.echo(1) == {"value": 1}


def test_the_end_of_the_program_is_explained_and_it_is_started_anew(
    client: Any,
) -> None:
    with pytest.raises(ConnectionLost) as caught:
        client._call(method("end"), 0)
    text = str(caught.value)
    assert "out of \\x1b[2J books" in text
    assert len(text) < 3000
    assert client.echo(1) == {"value": 1}


@pytest.mark.parametrize("name", ["garbage"])
def test_what_is_not_json_ends_the_program(client: Any, name: str) -> None:
    with pytest.raises(ProtocolError, match="not JSON.*Traceback: not JSON"):
        client._call(method(name), 0)
    assert client.echo(1) == {"value": 1}


def test_a_line_without_end_is_not_read_to_its_end(
    fake_books: Any, client: Any
) -> None:
    transport = StdioTransport(PROGRAM, max_response_bytes=100_000)
    with fake_books(transport=transport) as limited:
        with pytest.raises(ConnectionLost, match="larger than 100000 bytes"):
            limited._call(method("long"), 0)


def test_closing_ends_the_program(client: Any) -> None:
    pid = client._call(method("pid"), 0)
    client.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_program_that_does_not_end_is_terminated(fake_books: Any) -> None:
    command = [
        sys.executable,
        "-c",
        "import time; print(1, flush=True); time.sleep(60)",
    ]
    client = fake_books(transport=StdioTransport(command))
    started = time.monotonic()
    with pytest.raises(TimedOut):
        client.with_options(timeout=0.2).ping()
    client.close()
    assert time.monotonic() - started < 10


def test_a_program_that_is_not_there(fake_books: Any) -> None:
    with pytest.raises(ConnectionFailed, match="cannot start '/missing/program'"):
        fake_books(transport=StdioTransport(["/missing/program"])).ping()


def test_headers_are_refused_because_they_would_be_lost(client: Any) -> None:
    with pytest.raises(ValueError, match="'X-Hero-Context' cannot be sent over stdio"):
        client.with_options(headers={"X-Hero-Context": "1"}).echo(1)


def test_the_environment_of_the_program(fake_books: Any, client: Any) -> None:
    transport = StdioTransport(PROGRAM, environ={"BOOKS": "all"})
    with fake_books(transport=transport) as other:
        assert other._call(method("environ"), 0) == "all"


def test_events_are_typed_and_kept_in_order(client: Any, models: Any) -> None:
    with client.subscribe("book.added", models.Book) as books:
        client._call(method("notify"), 3)
        assert [next(books).title for _ in range(3)] == ["Book 0", "Book 1", "Book 2"]
        with pytest.raises(TimeoutError):
            books.next(timeout=0.05)
        client._call(method("notify"), 1)
        assert books.next(timeout=5) == models.Book(title="Book 0")
    client._call(method("notify"), 1)


def test_an_event_of_another_type(client: Any, models: Any) -> None:
    with client.subscribe("other", models.Book) as books:
        client._call(method("notify"), 1)
        with pytest.raises(ResultError, match="fake_books other: an event"):
            next(books)


def test_events_that_nobody_reads_are_bounded(client: Any, models: Any) -> None:
    with client.subscribe("book.added", models.Book) as books:
        client._call(method("notify"), 10_001)
        with pytest.raises(ProtocolError, match="more than 10000 events"):
            for _ in books:
                pass


def test_a_subscription_ends_with_its_connection(client: Any, models: Any) -> None:
    books = client.subscribe("book.added", models.Book)
    caught: list[BaseException] = []

    def listen() -> None:
        try:
            next(books)
        except ConnectionLost as error:
            caught.append(error)

    thread = Thread(target=listen)
    thread.start()
    assert client.echo(1) == {"value": 1}
    with pytest.raises(ConnectionLost):
        client._call(method("end"), 0)
    thread.join(5)
    assert len(caught) == 1


def test_in_an_event_loop(run: Run, async_fake_books: Any, client: Any) -> None:
    async def main() -> None:
        transport = AsyncStdioTransport(PROGRAM)
        async with async_fake_books(transport=transport) as books:
            results: list[object] = []

            async def hold(number: int) -> None:
                for _ in range(10):
                    results.append(await books._call(method("hold"), number))

            async with anyio.create_task_group() as group:
                group.start_soon(hold, 1)
                group.start_soon(hold, 2)
            assert len(results) == 20
            await books.log_write("x")
            async with books.batch() as batch:
                first = batch.echo(1)
            assert first.result() == {"value": 1}
            with pytest.raises(TimedOut):
                await books.with_options(timeout=0.2)._call(method("slow"), 0)
            assert await books.echo(1) == {"value": 1}
            with pytest.raises(ValueError, match="over stdio"):
                await books.with_options(headers={"X-A": "1"}).echo(1)

    run(main)


def test_failures_in_an_event_loop(
    run: Run, async_fake_books: Any, client: Any
) -> None:
    async def main() -> None:
        transport = AsyncStdioTransport(PROGRAM)
        async with async_fake_books(transport=transport) as books:
            with pytest.raises(ProtocolError, match="not JSON"):
                await books._call(method("garbage"), 0)
            assert await books._call(method("stderr"), 0) == "quiet"
            with pytest.raises(ConnectionLost) as caught:
                await books._call(method("end"), 0)
            assert "closed its stdout; the end of its stderr: " in str(caught.value)
            assert "out of \\x1b[2J books" in str(caught.value)
            assert len(str(caught.value)) < 3000
            pid = await books._call(method("pid"), 0)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        missing = AsyncStdioTransport(["/missing/program"])
        with pytest.raises(ConnectionFailed, match="cannot start"):
            await async_fake_books(transport=missing).ping()

    run(main)


def test_events_in_an_event_loop(
    run: Run, async_fake_books: Any, client: Any, models: Any
) -> None:
    async def main() -> None:
        transport = AsyncStdioTransport(PROGRAM)
        async with async_fake_books(transport=transport) as books:
            titles: list[str] = []

            async def listen() -> None:
                events = books.subscribe("book.added", models.Book)
                async for book in events:
                    titles.append(book.title)
                    if len(titles) == 3:
                        break
                await events.aclose()

            async with anyio.create_task_group() as group:
                group.start_soon(listen)
                await anyio.sleep(0.3)
                await books._call(method("notify"), 3)
            assert titles == ["Book 0", "Book 1", "Book 2"]

    run(main)


def test_events_are_kept_from_the_moment_of_subscribing(
    run: Run, async_fake_books: Any, client: Any, models: Any
) -> None:
    async def main() -> None:
        transport = AsyncStdioTransport(PROGRAM)
        async with async_fake_books(transport=transport) as books:
            added = await books.subscribe("book.added", models.Book)
            async with books.subscribe("other", list) as others:
                await books._call(method("notify"), 2)
                assert [await anext(others), await others.next()] == [[0], [1]]
            await books._call(method("notify"), 1)
            titles = [(await anext(added)).title for _ in range(3)]
            assert titles == ["Book 0", "Book 1", "Book 0"]
            await added.aclose()
            async with books.subscribe("other", models.Book) as wrong:
                await books._call(method("notify"), 1)
                with pytest.raises(ResultError, match="fake_books other: an event"):
                    await anext(wrong)
                with pytest.raises(ConnectionLost):
                    await books._call(method("end"), 0)
                with pytest.raises(ConnectionLost, match="^fake_books other: "):
                    await anext(wrong)

    run(main)
