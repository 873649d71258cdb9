"""Hold the text of a small generated package, and write it to a folder."""

from pathlib import Path

PACKAGE = "fake_books_client"

CLIENT = """
from typing import TYPE_CHECKING, ClassVar, Final

from hero_runtime.client import Client
from hero_runtime.omit import OMIT, Omit
from hero_runtime.service import Method, Service

if TYPE_CHECKING:
    from fake_books_client.batch_client import BatchFakeBooks
    from fake_books_client.models import Book
    from hero_runtime.batch import Batch

_GET: "Final[Method[Book]]" = Method("book.get", ("id",))
_LIST: "Final[Method[list[Book]]]" = Method(
    "book.list", ("workspace", "limit", "type"), omit_none=("type",)
)
_SET: "Final[Method[Book]]" = Method("book.set", ("data",))
_SUM: Final[Method[int]] = Method("math.sum", ("a", "b", "c"), by_position=True)
_RUN: Final[Method[object]] = Method("job.run", ("params",), sole_object=True)
_PING: Final[Method[str]] = Method("ping")
_ECHO: Final[Method[object]] = Method("echo", ("value",))
_LOG: Final[Method[None]] = Method("log.write", ("text",), notification=True)


class FakeBooks(Client):
    _service: ClassVar[Service] = Service(
        name="fake_books",
        package="fake_books_client",
        runtime_interface=1,
        sockets=("fake_books", "fake_books/main"),
    )

    def book_get(self, id: int) -> "Book":
        return self._call(_GET, id)

    def book_list(
        self,
        workspace: str,
        *,
        limit: int | None | Omit = OMIT,
        type_: str | None = None,
    ) -> "list[Book]":
        return self._call(_LIST, workspace, limit, type_)

    def book_set(self, data: "Book | dict[str, object]") -> "Book":
        return self._call(_SET, data)

    def math_sum(self, a: int, b: int | Omit = OMIT, c: int | Omit = OMIT) -> int:
        return self._call(_SUM, a, b, c)

    def job_run(self, params: "dict[str, object] | Omit" = OMIT) -> object:
        return self._call(_RUN, params)

    def ping(self) -> str:
        return self._call(_PING)

    def echo(self, value: object) -> object:
        return self._call(_ECHO, value)

    def log_write(self, text: str) -> None:
        self._notify(_LOG, text)

    def batch(self) -> "Batch[BatchFakeBooks]":
        from fake_books_client.batch_client import BatchFakeBooks

        return self._collect(BatchFakeBooks)
"""

ASYNC_CLIENT = """
from typing import TYPE_CHECKING, ClassVar

from fake_books_client.client import _ECHO, _GET, _LOG, _PING, FakeBooks
from hero_runtime.async_client import AsyncClient
from hero_runtime.service import Service

if TYPE_CHECKING:
    from fake_books_client.batch_client import BatchFakeBooks
    from fake_books_client.models import Book
    from hero_runtime.batch import AsyncBatch


class AsyncFakeBooks(AsyncClient):
    _service: ClassVar[Service] = FakeBooks._service

    async def book_get(self, id: int) -> "Book":
        return await self._call(_GET, id)

    async def ping(self) -> str:
        return await self._call(_PING)

    async def echo(self, value: object) -> object:
        return await self._call(_ECHO, value)

    async def log_write(self, text: str) -> None:
        await self._notify(_LOG, text)

    def batch(self) -> "AsyncBatch[BatchFakeBooks]":
        from fake_books_client.batch_client import BatchFakeBooks

        return self._collect(BatchFakeBooks)
"""

BATCH_CLIENT = """
from typing import TYPE_CHECKING, ClassVar

from fake_books_client.client import _ECHO, _GET, _LOG, _PING, FakeBooks
from hero_runtime.batch import BatchClient, BatchResult
from hero_runtime.service import Service

if TYPE_CHECKING:
    from fake_books_client.models import Book


class BatchFakeBooks(BatchClient):
    _service: ClassVar[Service] = FakeBooks._service

    def book_get(self, id: int) -> "BatchResult[Book]":
        return self._add(_GET, id)

    def ping(self) -> BatchResult[str]:
        return self._add(_PING)

    def echo(self, value: object) -> BatchResult[object]:
        return self._add(_ECHO, value)

    def log_write(self, text: str) -> BatchResult[None]:
        return self._add(_LOG, text)
"""

MODELS = """
from __future__ import annotations

from typing import ClassVar

from hero_runtime.model import Model
from pydantic import Field


class Author(Model):
    _always_sent: ClassVar[frozenset[str]] = frozenset({"role"})

    name: str
    role: str = "writer"


class Book(Model):
    _nullable: ClassVar[frozenset[str]] = frozenset({"type_", "type"})
    _always_sent: ClassVar[frozenset[str]] = frozenset({"pages"})

    title: str
    pages: int = 1
    subtitle: str | None = None
    type_: str | None = Field(default=None, alias="type")
    authors: list[Author] = []
    sequels: list[Book] = []


class Job(Model):
    command: str
    tries: int | None = None
"""

SIGNATURES = """
from typing import Any, Final

from fake_books_client.models import Book, Job

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "book.get": {"id": int},
    "book.list": {"workspace": str, "limit": int | None, "type": str},
    "book.set": {"data": Book},
    "math.sum": {"a": int, "b": int, "c": int},
    "job.run": {"params": Job},
    "echo": {"value": Any},
    "log.write": {"text": str},
}
RESULTS: Final[dict[str, object]] = {
    "book.get": Book,
    "book.list": list[Book],
    "book.set": Book,
    "math.sum": int,
    "job.run": Any,
    "ping": str,
    "echo": Any,
}
"""

ERRORS = '''
from typing import Final

from hero_runtime.errors import RemoteError


class BookNotFound(RemoteError):
    """There is no such book."""

    code = 1002


ERRORS: Final[dict[int, type[RemoteError]]] = {1002: BookNotFound}
'''


def write_package(folder: Path, package: str = PACKAGE) -> Path:
    """Write the generated package into a folder, and return its own folder."""
    modules = {
        "__init__": "",
        "client": CLIENT,
        "async_client": ASYNC_CLIENT,
        "batch_client": BATCH_CLIENT,
        "models": MODELS,
        "signatures": SIGNATURES,
        "errors": ERRORS,
    }
    (folder / package).mkdir()
    (folder / package / "py.typed").touch()
    for name, text in modules.items():
        text = text.replace(PACKAGE, package)
        (folder / package / f"{name}.py").write_text(text.lstrip("\n"), "utf-8")
    return folder / package
