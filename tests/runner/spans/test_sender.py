"""Sending spans never waits, whatever the listener does."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hero_runner.spans.sender import BUFFER_LIMIT, SpanSender

LINE = b"x" * 999 + b"\n"


@pytest.fixture
def server() -> Iterator[tuple[socket.socket, str]]:
    with TemporaryDirectory(prefix="hero-") as folder:
        path = str(Path(folder, "s"))
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
            listening.bind(path)
            listening.listen()
            yield listening, path


def test_lines_arrive_whole_and_in_order(server: tuple[socket.socket, str]) -> None:
    sender = SpanSender(server[1])
    connection, _ = server[0].accept()
    with connection:
        sent = [b"%d %s" % (number, LINE) for number in range(40)]
        for line in sent:
            sender.send(line)
        sender.close()
        with connection.makefile("rb") as stream:
            assert stream.read() == b"".join(sent)
    assert sender.dropped == 0


def test_a_listener_that_does_not_read_costs_nothing_but_its_lines(
    server: tuple[socket.socket, str],
) -> None:
    sender = SpanSender(server[1])
    connection, _ = server[0].accept()
    number = 2 * BUFFER_LIMIT // len(LINE)
    for _ in range(number):
        sender.send(LINE)
    assert number // 3 < sender.dropped < number
    received = bytearray()
    connection.settimeout(5)
    while chunk := connection.recv(1 << 20):
        received += chunk
        sender.send(LINE)
        if len(received) > BUFFER_LIMIT:
            break
    connection.close()
    assert received[: len(received) // 1000 * 1000] == LINE * (len(received) // 1000)
    sender.close()


def test_a_listener_that_went_away_is_forgotten(
    server: tuple[socket.socket, str],
) -> None:
    sender = SpanSender(server[1])
    server[0].accept()[0].close()
    for _ in range(100):
        sender.send(LINE)
    assert sender.dropped >= 99
    sender.close()


def test_closing_gives_up_on_a_listener_that_does_not_read(
    server: tuple[socket.socket, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hero_runner.spans.sender.CLOSE_SECONDS", 0.1)
    sender = SpanSender(server[1])
    connection, _ = server[0].accept()
    for _ in range(2000):
        sender.send(LINE)
    started = time.monotonic()
    sender.close()
    assert time.monotonic() - started < 5
    connection.close()


def test_a_path_that_leads_nowhere_is_no_listener(tmp_path: Path) -> None:
    sender = SpanSender(str(tmp_path / "none"))
    sender.send(LINE)
    assert sender.dropped == 1
    sender.close()
