"""The stages in the middle are a pure function: no disk, no network, no clock."""

from __future__ import annotations

import builtins
import io
import os
import socket
import subprocess
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.generator.artifacts import files_of, make
from tests.generator.documents import STRING, document, method, param
from tests.golden.case import Case, find_cases

WARM = document(
    method("a", param("x", {"enum": ["long" * 9, "wide" * 9, "more" * 9]})),
    method("b", result={"type": "string", "pattern": "^a"}),
)


def forbid(name: str) -> Callable[..., Any]:
    """Return a function that fails when it is called."""

    def fail(*arguments: object, **named: object) -> Any:
        raise AssertionError(f"{name}{arguments} was called")

    return fail


@pytest.fixture
def nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything fail that reaches outside, once all modules are loaded."""
    files_of(make(WARM))
    for owner, name in (
        (builtins, "open"),
        (io, "open"),
        (os, "open"),
        (os, "listdir"),
        (os, "scandir"),
        (os, "urandom"),
        (socket, "socket"),
        (socket, "getaddrinfo"),
        (subprocess, "Popen"),
        (time, "time"),
        (time, "localtime"),
    ):
        monkeypatch.setattr(owner, name, forbid(name))


@pytest.mark.parametrize("case", find_cases(), ids=lambda case: str(case.name))
def test_generating_reaches_nothing_outside(
    case: Case, request: pytest.FixtureRequest
) -> None:
    source, service = case.read(), case.service
    expected = case.make()
    request.getfixturevalue("nothing_outside")
    from hero_generator.artifact import make_artifact

    assert make_artifact(source, service, {}, strict=False) == expected


def test_a_call_outside_is_noticed(nothing_outside: None) -> None:
    with pytest.raises(AssertionError, match="open"):
        open("x")


def test_text_is_not_evaluated() -> None:
    evil = "__import__('os')._exit(9)"
    schema = STRING | {"default": evil, "title": evil, "pattern": evil}
    files = files_of(make(document(method(evil, param(evil, schema)))))
    assert files
