"""What scripts may not do: each way is refused where it stands."""

from __future__ import annotations

import pytest

from hero_runner.gate import Grant, check_script, check_scripts

HEAD = """\
import asyncio
import json
import typing
from typing import Any

from hero_books_client import Book, HeroBooks

client = HeroBooks()
"""
IGNORE = "ignore"
"""Kept apart from what it follows: no file of this repository silences a checker."""

LINE = HEAD.count("\n") + 1

REFUSED = {
    "forbidden-import": [
        "import os",
        "import sys",
        "import subprocess",
        "import importlib",
        "import builtins",
        "import ctypes",
        "import pickle",
        "import socket",
        "import requests",
        "import pydantic",
        "import hero_runner",
        "import json, os.path",
        "from os import path",
        "from concurrent import futures",
        "import urllib.request",
        "from urllib import request",
        "from xml.etree import ElementTree",
        "import hero_redis_client",
        "from hero_proc_client import HeroProc",
        "from hero_books_client import methods",
        "from hero_books_client.methods import SERVICE",
        "import hero_books_client.signatures",
        "from hero_runtime import UnixTransport",
        "from hero_runtime import MockTransport",
        "from hero_runtime.transports.http import HttpTransport",
        "def f() -> None:\n    import os",
        "try:\n    import os\nexcept ImportError:\n    pass",
    ],
    "star-import": ["from json import *", "from hero_books_client import *"],
    "relative-import": ["from . import secrets", "from ..flows import x"],
    "private-name": [
        "client._call",
        "client.__class__",
        "().__class__.__bases__[0].__subclasses__()",
        "json.__builtins__",
        "__builtins__",
        "__file__",
        "(lambda: 0).__globals__",
        "from hero_books_client import __all__",
        "'{0.__class__}'.format(client)",
        "'{0[_x]}'.format(client)",
        "f'{client._transport}'",
        "class A:\n    def f(self) -> object:\n        return self.__dict__",
        "client._transport = None",
        "del client._transport",
    ],
    "dynamic-code": [
        "exec('1')",
        "eval('1')",
        "compile('1', '', 'exec')",
        "__import__('os')",
        "run = eval",
        "list(map(exec, ['1']))",
        "getattr(client, 'book_' + 'list')",
        "getattr(client, '_call')",
        "getattr(client, 'book_list')()",
        "setattr(client, 'book_list', None)",
        "delattr(client, 'book_list')",
        "globals()['x'] = 1",
        "locals()",
        "vars(client)",
        "open('/etc/passwd')",
        "input()",
        "breakpoint()",
        "help(client)",
        "exit()",
        "type('A', (), {})",
        "asyncio.create_subprocess_exec('ls')",
        "asyncio.open_unix_connection('/x')",
        "from asyncio import subprocess\nsubprocess.PIPE",
        "import io\nio.open('x')",
        "from operator import attrgetter\nattrgetter('x')",
        "import types\ntypes.FunctionType",
        "print(typing.cast(int, 'x'))",
        "from typing import cast\ncast(Book, client)",
        "from typing_extensions import cast as c\nc(Book, client)",
        "from typing import no_type_check\n@no_type_check\ndef f() -> None: ...",
        "@typing.no_type_check\ndef f() -> None: ...",
        "if typing.TYPE_CHECKING:\n    client = 1",
    ],
    "monkey-patch": [
        "client.book_list = print",
        "HeroBooks.book_list = print",
        "Book.title = 'x'",
        "json.dumps = print",
        "del HeroBooks.book_list",
        "json.decoder.JSONDecoder = None",
        "type(client).book_list = print",
        "with HeroBooks() as other:\n    other.book_list = print",
        "def f(other: HeroBooks) -> None:\n    other.book_list = print",
        "client.extra = 1",
        "client.book_list, x = print, 1",
        "for client.book_list in []: pass",
    ],
    "derived-class": [
        "class Mine(HeroBooks): ...",
        "import hero_books_client\nclass Mine(hero_books_client.AsyncHeroBooks): ...",
    ],
    "any-type": [
        "x: Any = client.book_get('a')",
        "def f(book: Any) -> None: ...",
        "def f() -> typing.Any: ...",
        "def f(book: 'Any') -> None: ...",
        "from typing_extensions import Any as A\nx: A = 1",
    ],
    "untyped-parameter": [
        "def f(book): ...",
        "def f(*books): ...",
        "async def f(*, book=None): ...",
        "class A:\n    def f(self, book): ...",
    ],
    "checker-comment": [
        f"x = 1  # type: {IGNORE}",
        f"client.nothing()  # type: {IGNORE}[attr-defined]",
        "client.nothing()  # ty: ignore",
        "# mypy: ignore-errors",
        "# pyright: basic",
        "x = 1  # other # type:ignore",
        "# ty: ignore[missing-attribute]",
        "# pyre-ignore-all-errors",
        "# pyrefly: ignore",
        "x = []  # type: list[int]",
        "# /// script\n# [tool.ty.rules]\n# all = 'ignore'\n# ///",
    ],
}
CASES = {
    f"{code} {number}": (code, text)
    for code, texts in REFUSED.items()
    for number, text in enumerate(texts)
}


@pytest.fixture(scope="module")
def found(books: list[Grant]) -> dict[str, set[tuple[str, bool]]]:
    """Return the codes of findings per case, and whether in its own lines."""
    reports = check_scripts(
        {name: f"{HEAD}{text}\n" for name, (_, text) in CASES.items()}, books
    )
    return {
        name: {(finding.code, finding.line >= LINE) for finding in report.findings}
        for name, report in reports.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused(name: str, found: dict[str, set[tuple[str, bool]]]) -> None:
    code, _ = CASES[name]
    assert (code, True) in found[name]


ALLOWED = [
    "from hero_books_client.errors import BookNotFound",
    "from hero_books_client.client import HeroBooks as Same",
    "import hero_books_client.models",
    "from hero_runtime.errors import HeroError, RemoteError",
    "from hero_runtime import TimedOut, errors",
    "import datetime as dt, collections.abc",
    "from urllib import parse",
    "from urllib.parse import quote",
    "book = client.book_get('a')\nbook.title = 'b'",
    "class A:\n    def __init__(self) -> None:\n        self._x = 1",
    "class A(Exception):\n    pass\n\n\nprint(A.__name__, A.__doc__)",
    "print(type(client))",
    "def f(limit=3) -> None: ...",
    "def f(data: dict[str, Any]) -> list[Any]:\n    return list(data)",
    "f = lambda book: book",
    "x = 1  # type of the book: unknown",
    "print('{0.title} {1}'.format(client.book_get('a'), 2))",
    "hasattr(client, 'book_list')",
    "if __name__ == '__main__':\n    print(1)",
    "asyncio.run(asyncio.sleep(0))",
    "from hero_books_client import BookNotFound\nclass Gone(BookNotFound): ...",
    "class Mine(Book):\n    note: str = ''",
    "try:\n    pass\nexcept Exception as problem:\n    print(problem)",
]


def test_what_scripts_need_is_allowed(books: list[Grant]) -> None:
    sources = {text: f"{HEAD}{text}\n" for text in ALLOWED}
    reports = check_scripts(sources, books)
    assert {t: list(map(str, r.findings)) for t, r in reports.items()} == {
        text: [] for text in ALLOWED
    }


def test_future_annotations_are_allowed() -> None:
    text = '"""A script."""\n\nfrom __future__ import annotations\n\nx: int = 1\n'
    assert check_script(text, []).passed


def test_nothing_is_granted_by_default() -> None:
    report = check_script("from hero_books_client import HeroBooks\n", [])
    assert [finding.code for finding in report.findings] == ["forbidden-import"]
    assert "no client" in report.findings[0].hint


def test_findings_of_policy_and_types_come_together(books: list[Grant]) -> None:
    text = f"import os\n{HEAD}print(client.book_lst())\n"
    report = check_script(text, books)
    assert [finding.code for finding in report.findings] == [
        "forbidden-import",
        "unknown-method",
    ]


def test_a_suppressing_comment_suppresses_nothing(books: list[Grant]) -> None:
    text = f"{HEAD}client.one(  # ty: ignore\n    2,\n    client.three(),\n)\n"
    codes = [finding.code for finding in check_script(text, books).findings]
    assert codes == ["checker-comment", "unknown-method"]


def test_findings_are_bounded(books: list[Grant]) -> None:
    text = HEAD + "client.nothing()\n" * 200
    assert len(check_script(text, books).findings) == 50


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("import jsn", "json"),
        ("import hero_book_client", "hero_books_client"),
        ("import numpy", "modules that compute"),
    ],
)
def test_the_nearest_module_is_named(
    wrong: str, right: str, books: list[Grant]
) -> None:
    assert right in check_script(wrong, books).findings[0].hint
