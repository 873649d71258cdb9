"""Requests are sent again when that is safe, and never otherwise."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hero_runtime import (
    ConnectionFailed,
    ConnectionLost,
    Method,
    Retry,
    TimedOut,
    Timeout,
)
from hero_runtime.retry import Attempts
from tests.runtime.conftest import Run
from tests.runtime.servers import Request, Server, answer

Serve = Callable[..., Server]
QUICK = Retry(attempts=3, pause=0.01)
STATUS: Method[str] = Method("ping", idempotent=True)


def cut_first(times: int) -> Callable[[Request], list[bytes | None]]:
    """Return a responder that cuts that many connections, then answers."""
    left = [None] * times

    def respond(request: Request) -> list[bytes | None]:
        if left:
            return [left.pop()]
        return [*answer(request, result="pong")]

    return respond


def start_later(serve: Serve, started: list[Server]) -> threading.Thread:
    """Start a server after a moment, in a thread."""

    def start() -> None:
        time.sleep(0.15)
        started.append(serve(lambda request: answer(request, result="pong")))

    thread = threading.Thread(target=start)
    thread.start()
    return thread


def test_a_refused_connection_is_tried_again(serve: Serve, client: Any) -> None:
    started: list[Server] = []
    thread = start_later(serve, started)
    retry = Retry(attempts=100, pause=0.05, longest_pause=0.05)
    assert client.with_options(retry=retry).ping() == "pong"
    thread.join()
    assert len(started[0].requests) == 1


def test_a_refused_connection_is_tried_again_without_holding_up_the_loop(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    started: list[Server] = []
    thread = start_later(serve, started)
    retry = Retry(attempts=100, pause=0.05, longest_pause=0.05)

    async def main() -> str:
        async with async_fake_books(socket_path) as client:
            result: str = await client.with_options(retry=retry).ping()
            return result

    assert run(main) == "pong"
    thread.join()


def test_a_call_that_may_have_run_is_not_repeated(serve: Serve, client: Any) -> None:
    server = serve(cut_first(1))
    with pytest.raises(ConnectionLost):
        client.with_options(retry=QUICK, idempotency_key="a").ping()
    assert len(server.requests) == 1


def test_an_idempotent_call_is_repeated(serve: Serve, client: Any) -> None:
    server = serve(cut_first(2))
    assert client.with_options(retry=QUICK)._call(STATUS) == "pong"
    assert len(server.requests) == 3
    assert len({request.body for request in server.requests}) == 1


def test_an_idempotent_call_is_repeated_in_an_event_loop(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    server = serve(cut_first(2))

    async def main() -> object:
        async with async_fake_books(socket_path) as client:
            return await client.with_options(retry=QUICK)._call(STATUS)

    assert run(main) == "pong"
    assert len(server.requests) == 3


def test_the_last_attempt_raises_and_says_so(serve: Serve, client: Any) -> None:
    server = serve(cut_first(9))
    with pytest.raises(ConnectionLost) as caught:
        client.with_options(retry=QUICK)._call(STATUS)
    assert caught.value.__notes__ == ["This was attempt 3."]
    assert caught.value.method == "ping"
    assert len(server.requests) == 3


def test_without_retry_nothing_is_repeated(serve: Serve, client: Any) -> None:
    server = serve(cut_first(1))
    patient = client.with_options(retry=QUICK)
    with pytest.raises(ConnectionLost):
        client._call(STATUS)
    with pytest.raises(ConnectionLost):
        server.respond = cut_first(1)
        patient.with_options(retry=None)._call(STATUS)
    assert len(server.requests) == 2


def test_the_total_timeout_holds_for_all_attempts(client: Any) -> None:
    retry = Retry(attempts=10**6, pause=0.02, longest_pause=0.02)
    started = time.monotonic()
    with pytest.raises(ConnectionFailed):
        client.with_options(retry=retry, timeout=0.3).ping()
    assert time.monotonic() - started < 2


def test_pauses_grow_at_random_up_to_the_longest() -> None:
    retry = Retry(attempts=2000, pause=0.5, longest_pause=2)
    attempts = Attempts(retry, Timeout(total=1000), False)
    error = TimedOut("x", phase="connect", sent=False)
    pauses = []
    for _ in range(1000):
        attempts.next_timeout()
        pauses.append(attempts.pause_after(error))
    assert pauses[0] <= 0.5 and pauses[1] <= 1
    assert 1.5 < max(pauses) <= 2
    assert min(pauses) < 0.5


@pytest.mark.parametrize(
    "wrong", [{"attempts": 0}, {"pause": -1}, {"longest_pause": float("nan")}]
)
def test_a_policy_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Retry(**wrong)


def test_the_idempotency_key_is_a_header(serve: Serve, client: Any) -> None:
    server = serve()
    client.with_options(idempotency_key="k-1", headers={"X-A": "1"}).echo(1)
    client.echo(2)
    assert server.requests[0].headers["idempotency-key"] == "k-1"
    assert server.requests[0].headers["x-a"] == "1"
    assert "idempotency-key" not in server.requests[1].headers
    with pytest.raises(ValueError, match="Idempotency-Key"):
        client.with_options(idempotency_key="a\nb")
