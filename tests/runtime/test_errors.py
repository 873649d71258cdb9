"""Errors say what happened, where, and what to do; remote text is harmless."""

import pickle

import pytest

from hero_runtime import errors
from hero_runtime.errors import (
    ConnectionFailed,
    ConnectionLost,
    HeroError,
    ProtocolError,
    RemoteError,
    TimedOut,
)

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, HeroError)
]


class BookNotFound(RemoteError):
    """Be declared as a generated package does it."""

    code = 1002


@pytest.mark.parametrize("error_class", CLASSES)
def test_every_error_names_its_place_and_ends_with_its_hint(
    error_class: type[HeroError],
) -> None:
    error = error_class("it broke", service="books", method="book.get")
    assert str(error).startswith("books book.get: ")
    assert "it broke" in str(error)
    assert error.hint
    assert str(error).endswith(error.hint)
    own = error_class("it broke", hint="Do this.")
    assert str(own).endswith("Do this.")
    assert not str(own).startswith(":")


@pytest.mark.parametrize("error_class", [*CLASSES, BookNotFound])
def test_errors_pass_between_processes(error_class: type[HeroError]) -> None:
    error = error_class("it broke", service="books", method="m", hint="h")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is error_class
    assert vars(copy) == vars(error)
    assert str(copy) == str(error)


def test_the_tree_is_the_one_at_the_top_of_the_module() -> None:
    drawn = [line.split()[0] for line in _drawn_lines()]
    assert sorted(drawn) == sorted(one.__name__ for one in CLASSES)


def _drawn_lines() -> list[str]:
    lines = (errors.__doc__ or "").splitlines()
    kept = [line.lstrip(" │├└─") for line in lines if line.startswith("    ")]
    return [line for line in kept if line]


def test_only_a_failed_connection_is_certain_not_to_have_sent() -> None:
    assert not ConnectionFailed("x").sent
    assert ConnectionLost("x").sent
    assert TimedOut("x").sent
    assert not TimedOut("x", phase="connect", sent=False).sent


def test_a_code_is_declared_by_the_class_and_received_by_the_instance() -> None:
    assert BookNotFound.code == 1002
    assert BookNotFound("x").code == 1002
    assert RemoteError("x", code=-3).code == -3
    assert RemoteError.code is None


def test_remote_text_is_escaped_and_cut() -> None:
    error = RemoteError("\x1b[31m\r\n\u202e" + "m" * 5000, code=1, data={"a": "\x00"})
    text = str(error)
    assert "\\x1b[31m\\r\\n\\u202e" in text
    assert not set(text) & set("\x1b\r\x00\u202e")
    assert len(text) < 5000
    assert len(error.message) > 5000


def test_remote_data_is_cut() -> None:
    deep: object = 0
    for _ in range(500):
        deep = [deep]
    wide = {f"key{number}": "v" * 100_000 for number in range(1000)}
    for data in (deep, wide, "d" * 100_000, list(range(10_000))):
        assert len(str(RemoteError("m", code=1, data=data))) < 10_000


def test_received_bytes_are_kept_as_cut_text() -> None:
    error = ProtocolError("bad", received=b"\xff\x00" * 5000)
    assert len(error.received) == 2048
    assert "\x00" not in str(error)
