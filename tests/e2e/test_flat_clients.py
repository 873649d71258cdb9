"""Exported clients of both example services, in a Python with nothing installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.service_process import ROOT, running_service

ISOLATED = [sys.executable, "-I", "-S"]
"""No site-packages, no environment variables of Python, no working directory."""

BOOKS = """
import sys
sys.path.append({folder!r})
from hero_books_client import BookNotFound, HeroBooks, NewBook, NewPage
import hero_books_interface

with HeroBooks(headers={{"X-Hero-Context": "1"}}, timeout=20) as client:
    assert client.book_list().books == []
    page = NewPage(name="one", title="One", content="Hello *world*")
    book = client.book_add(NewBook(name="b", title="B", pages=[page]))
    assert (book.name, book.page_count, book.author) == ("b", 1, None)
    assert client.book_get("b") == book
    assert client.book_add({{"name": "c", "title": "C"}}).language == "en"
    assert client.page_read("b", "one", format="text").content == "Hello world"
    assert [m.page for m in client.book_search("hello").matches] == ["one"]
    assert client.book_exists("b") and client.book_delete("b") is None
    try:
        client.book_get("b")
    except BookNotFound as error:
        assert error.code == 1001
    else:
        raise AssertionError("deleted, but found")
"""
CALENDAR = """
import sys
sys.path.append({folder!r})
from hero_osis_calendar_client import Attendee, HeroOsisCalendar, Recurrence
import hero_osis_calendar_interface

with HeroOsisCalendar() as client:
    event = client.event_new(title="Meeting")
    event.attendees = [Attendee(name="A", email="a@example.org")]
    event.recurrence = Recurrence(frequency="weekly")
    sid = client.event_set(event)
    stored = client.event_get(sid)
    assert stored.attendees[0].status == "pending"
    assert stored.recurrence.frequency == "weekly"
    assert client.event_list(limit=5).total == 1
    assert [e.sid for e in client.event_find(text="Meet")] == [sid]
"""
REPORT = """
foreign = [
    name for name, module in sys.modules.items()
    if "site-packages" in (getattr(module, "__file__", None) or "")
    or name.startswith(("hero_runtime", "pydantic"))
]
assert foreign == [], foreign
print("done")
"""
SCRIPTS = {"hero_books": BOOKS, "hero_osis_calendar": CALENDAR}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export both services with the command."""
    folder = tmp_path_factory.mktemp("flat")
    command = ["-m", "hero_generator", "export", *SCRIPTS, "--out", str(folder)]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_call_works_with_the_standard_library_alone(
    name: str, exported: Path, tmp_path: Path
) -> None:
    (tmp_path / name).mkdir()
    with running_service(name, tmp_path, socket_name=f"{name}/rpc.sock"):
        done = subprocess.run(
            [*ISOLATED, "-c", SCRIPTS[name].format(folder=str(exported)) + REPORT],
            env={"PATH": os.defpath, "PATH_SOCKET": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_type_checkers_find_nothing(exported: Path, tmp_path: Path) -> None:
    use = tmp_path / "use.py"
    use.write_text(
        "from hero_books_client import HeroBooks, NewBook\n"
        "book = HeroBooks().book_add(NewBook(name='a', title='b'))\n"
        "reveal_type(book.author)\n"
        "NewBook(nam='a')\n",
        "utf-8",
    )
    options = ["--strict", "--config-file=", f"--cache-dir={tmp_path / 'cache'}"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(exported), str(use)],
        env=os.environ | {"MYPYPATH": str(exported)},
        capture_output=True,
        text=True,
    )
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert 'Revealed type is "str | None"' in done.stdout
    assert errors and all("use.py:4: error" in line for line in errors), errors


def test_pyright_finds_nothing(exported: Path) -> None:
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    done = subprocess.run(
        [*command, *map(str, sorted(exported.glob("*.py")))],
        cwd=exported,
        capture_output=True,
        text=True,
    )
    assert "0 errors, 0 warnings" in done.stdout, done.stdout
