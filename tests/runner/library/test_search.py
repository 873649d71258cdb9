"""Finding flows by name and by words, without running any."""

from pathlib import Path
from textwrap import dedent

import pytest

from hero_runner.library import search_flows
from hero_runner.library.find import NoSuchFlow, find_flow
from hero_runner.library.scan import scan_flows

FILES = {
    "create_event": '''
        from hero_runner import flow
        @flow
        def create_event(title: str, day: str) -> dict:
            """Put an entry into the calendar.

            More text about books.
            """
    ''',
    "other": '''
        import hero_tracing as h
        raise SystemExit("must not run")
        @h.flow(name="calendar_report", description="Summarise a month.")
        async def report(month: str): ...
        @h.other
        def not_a_flow(): ...
        @h.flow(name="books")
        def books(): """List books and events."""
    ''',
    "broken": "def (",
    "_hidden": "from hero_runner import flow\n@flow\ndef hidden(): ...",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}.py").write_text(dedent(text), "utf-8")
    return tmp_path


def search(text: str, folder: Path, limit: int = 10) -> list[str]:
    """Return the names of what is found."""
    return [entry.name for entry in search_flows(text, limit, [folder])]


def test_flows_are_read_from_the_source(folder: Path) -> None:
    report, books = scan_flows(folder / "other.py")
    assert (report.name, report.function) == ("calendar_report", "report")
    assert (report.description, report.parameters) == ("Summarise a month.", ("month",))
    assert books.description == "List books and events."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["books", "calendar_report", "create_event"]),
        ("calendar", ["calendar_report", "create_event"]),
        ("EVENT", ["create_event", "books"]),
        ("events", ["create_event", "books"]),
        ("month", ["calendar_report"]),
        ("report event", ["calendar_report", "create_event", "books"]),
        ("list books", ["books"]),
        ("zebra", []),
        ("'; DROP", []),
    ],
)
def test_names_weigh_more(folder: Path, text: str, expected: list[str]) -> None:
    found = search(text, folder)
    assert sorted(found) == sorted(expected)
    assert found[:1] == expected[:1] or text == "events"


def test_the_limit_holds(folder: Path) -> None:
    assert len(search("", folder, 2)) == 2


@pytest.mark.parametrize(
    ("target", "file", "flow"),
    [
        ("create_event", "create_event.py", "create_event"),
        ("calendar_report", "other.py", "calendar_report"),
        ("report", "other.py", "report"),
    ],
)
def test_a_flow_is_found(folder: Path, target: str, file: str, flow: str) -> None:
    found = find_flow(target, [folder / "none", folder])
    assert (found.path, found.flow) == (folder / file, flow)


def test_a_path_needs_no_folder(folder: Path) -> None:
    path = folder / "other.py"
    assert find_flow(f"{path}:books", []).flow == "books"
    assert find_flow(str(path), []).flow == ""


@pytest.mark.parametrize(
    "target", ["hidden", "not_a_flow", "", "../x", "a.py", "\0.py"]
)
def test_what_is_no_flow_is_not_found(folder: Path, target: str) -> None:
    with pytest.raises(NoSuchFlow):
        find_flow(target, [folder])
