"""Type checkers accept right calls of a generated client and refuse wrong ones."""

import re
import subprocess
import sys
from pathlib import Path

import hero_runtime

SOURCES = Path(hero_runtime.__file__).parents[1]

# The code of the error that mypy must give stands at the end of the line.
PROGRAM = """
from fake_books_client.async_client import AsyncFakeBooks
from fake_books_client.client import FakeBooks
from fake_books_client.errors import BookNotFound
from fake_books_client.models import Author, Book
from hero_runtime import OMIT, Client, HeroError, Method, Omit, RemoteError, Retry, Timeout

with FakeBooks("/run/books.sock", timeout=3, headers={"X-Hero-Context": "1"}) as books:
    book = books.book_get(7)
    title: str = book.title
    listed: list[Book] = books.book_list("main", limit=None)
    books.book_list("main", limit=OMIT, type_="novel")
    books.book_set({"title": "Emma"})
    books.book_set(Book(title="Emma", pages=3, type=None))
    copy: FakeBooks = books.with_options(timeout=Timeout(read=90))
    with books.batch() as batch:
        got = batch.book_get(7)
        batch.book_get("7")  # arg-type
        batch.no_such_method()  # attr-defined
    book = got.result()
    unlike: int = got.result()  # assignment
    books.with_options(on_mismatch="never")  # arg-type
    books.with_options(retry=Retry(attempts=2), idempotency_key="k").ping()
    books.book_get("7")  # arg-type
    books.book_list()  # call-arg
    books.book_list("main", 3)  # call-arg
    wrong: int = book.title  # assignment
    books.no_such_method()  # attr-defined
    books.with_options(timeout="3")  # arg-type



async def call(books: AsyncFakeBooks) -> None:
    title: str = (await books.book_get(7)).title
    books.book_get(7).title  # attr-defined
    async with books.batch() as batch:
        got = batch.book_get(7)
    unlike: int = got.result()  # assignment


Book(title="Emma", page=3)  # call-arg
Book(title=3)  # arg-type
Book()  # call-arg
Author("Austen")  # call-arg
Author(name="Austen", role=None)  # arg-type

FakeBooks(3)  # arg-type
FakeBooks(retries=3)  # call-arg


class Conflict(RemoteError):
    code = 409


class Odd(RemoteError):
    code = "409"  # assignment


def describe(limit: int | None | Omit = OMIT) -> str:
    if limit is OMIT:
        return "none given"
    if limit is None:
        return "null"
    return str(limit + 1)


def read(error: HeroError) -> int | None:
    if isinstance(error, BookNotFound):
        return error.code
    print(error.code)  # attr-defined
    return None


class Unsound(Client):
    def get(self, method: Method[int]) -> str:
        return self._call(method)  # return-value
"""


def test_mypy_accepts_what_is_right_and_refuses_what_is_wrong(
    packages: Path, tmp_path: Path
) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    command = ["-m", "mypy", "--strict", "--config-file=", "--show-error-codes"]
    done = subprocess.run(
        [sys.executable, *command, "--cache-dir", "cache", "program.py"],
        cwd=tmp_path,
        env={"MYPYPATH": f"{SOURCES}:{packages}"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    found = re.findall(r"^program\.py:(\d+): error: .*\[(.+)\]$", done.stdout, re.M)
    lines = enumerate(PROGRAM.splitlines(), start=1)
    wanted = [(str(number), line.partition("  # ")[2]) for number, line in lines]
    assert found == [item for item in wanted if item[1]], done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith(f"Found {len(found)} errors")
