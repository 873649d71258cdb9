"""Targets are read in all the forms that people write them in."""

import os
from pathlib import Path

import pytest

from hero_runtime.transports.address import (
    Address,
    TcpAddress,
    UnixAddress,
    parse_target,
)
from hero_runtime.transports.base import Timeout


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("/run/a b.sock", UnixAddress("/run/a b.sock")),
        (Path("/run/a.sock"), UnixAddress("/run/a.sock")),
        (Path("a.sock"), UnixAddress(os.path.abspath("a.sock"))),
        ("unix:/run/a.sock", UnixAddress("/run/a.sock")),
        ("unix:///run/a.sock", UnixAddress("/run/a.sock")),
        ("http+unix://%2Frun%2Fa%20b.sock", UnixAddress("/run/a b.sock")),
        ("http+unix://%2Frun%2Fa.sock/", UnixAddress("/run/a.sock")),
        ("http+unix://%2Frun%2Fa.sock/api", UnixAddress("/run/a.sock", "/api")),
        ("http://h", TcpAddress("h", 80, "/")),
        ("https://h/x?y=1", TcpAddress("h", 443, "/x?y=1", True)),
        ("http://127.0.0.1:99/rpc", TcpAddress("127.0.0.1", 99, "/rpc")),
        ("http://[::1]:99/rpc", TcpAddress("::1", 99, "/rpc")),
    ],
)
def test_targets(target: str | Path, address: Address) -> None:
    assert parse_target(target) == address


@pytest.mark.parametrize(
    "target",
    [
        "",
        "a.sock",
        "unix:a.sock",
        "unix:",
        "http+unix://a.sock",
        "ftp://h/",
        "http://",
        "http:///rpc",
        "http://user:secret@h/rpc",
        "http://h:99999/",
        "http://h/a b",
        "http://h/é",
    ],
)
def test_other_targets_are_refused(target: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_target(target)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("/a", "localhost"),
        ("http://h", "h"),
        ("http://h:443", "h:443"),
        ("https://h:443", "h"),
        ("http://[::1]:8", "[::1]:8"),
    ],
)
def test_the_host_header(target: str, host: str) -> None:
    assert parse_target(target).host_header == host


def test_a_number_limits_the_whole_call() -> None:
    assert Timeout.of(2) == Timeout(connect=2, read=2, total=2)
    assert Timeout.of(90) == Timeout(connect=5, read=90, total=90)
    assert Timeout.of(Timeout(1, 2, 3)) == Timeout(1, 2, 3)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_a_timeout_is_a_time(seconds: float) -> None:
    with pytest.raises(ValueError, match="timeout connect"):
        Timeout(connect=seconds)
    with pytest.raises(ValueError, match="timeout"):
        Timeout.of(seconds)
