"""Models are built when first used, also when many threads use them first at once."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.runtime.generated_package import write_package

ROOT = Path(__file__).parents[2]
THREADS = 16
MODELS = 40

PROGRAM = f"""
import importlib, json, sys, threading
sys.setswitchinterval(1e-6)
from hero_runtime import MemoryTransport
from fake_books_client.client import FakeBooks
from fake_books_client import many

def respond(body, headers):
    call = json.loads(body)
    book = {{"title": "x", "authors": [{{"name": "a"}}], "sequels": [{{"title": "y"}}]}}
    return json.dumps({{"jsonrpc": "2.0", "id": call["id"], "result": book}}).encode()

client = FakeBooks(transport=MemoryTransport(respond))
start = threading.Barrier({THREADS})
wrong = []

def use(number):
    start.wait()
    try:
        book = client.book_get(1)
        assert (book.authors[0].role, book.sequels[0].title) == ("writer", "y"), book
        for step in range({MODELS}):
            model = getattr(many, f"Model{{(number + step) % {MODELS}}}")
            found = model.model_validate_json('{{"next": {{"value": 1}}}}')
            assert found.next.value == 1, found
            assert model(value=2).model_dump(exclude_unset=True) == {{"value": 2}}
    except BaseException as error:
        wrong.append(repr(error))

threads = [threading.Thread(target=use, args=(n,)) for n in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps(wrong))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a package with a ring of models, each of which leads to the next."""
    package = write_package(tmp_path)
    lines = [
        "from __future__ import annotations",
        "from hero_runtime.model import Model",
    ]
    for number in range(MODELS):
        following = f"Model{(number + 1) % MODELS}"
        lines += [f"class Model{number}(Model):", "    value: int = 0"]
        lines += [f"    next: {following} | None = None"]
    (package / "many.py").write_text("\n".join(lines), "utf-8")
    return tmp_path


@pytest.mark.parametrize("attempt", range(3))
def test_threads_that_come_first_together_all_succeed(
    folder: Path, attempt: int
) -> None:
    sources = os.pathsep.join([str(folder), str(ROOT / "runtime" / "src")])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": sources},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stderr, done.stdout) == ("", "[]\n")


def test_the_oldest_pydantic_that_is_accepted_is_safe() -> None:
    """With 2.13 the test above fails in most runs: instances that hold plain dicts."""
    text = (ROOT / "runtime" / "pyproject.toml").read_text("utf-8")
    assert "pydantic>=2.14,<3" in tomllib.loads(text)["project"]["dependencies"]
