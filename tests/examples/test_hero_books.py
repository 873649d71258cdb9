"""hero_books: every method, its errors, and the context that scopes the data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .schema_check import read_document, value_problems
from .service_process import RunningService, running_service

KNOTS = {
    "name": "knots",
    "title": "Ten Knots",
    "author": "E. Maas",
    "language": "nl",
    "tags": ["sailing"],
    "pages": [
        {"name": "bowline", "title": "Bowline", "content": "# Bowline\n\nA *loop*.\n"},
        {"name": "hitch", "title": "Hitch", "content": "Round a pole, no loop."},
    ],
}


@pytest.fixture
def shelf(books: RunningService) -> RunningService:
    books.call("book.add", book=KNOTS)
    return books


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[RunningService]:
    with running_service("hero_books", tmp_path, "--seed") as service:
        yield service


def test_every_method_answers_as_the_document_says(shelf: RunningService) -> None:
    calls: dict[str, dict[str, Any]] = {
        "book.list": {},
        "book.get": {"name": "knots"},
        "book.exists": {"name": "knots"},
        "book.add": {"book": {"name": "atlas", "title": "Atlas"}},
        "book.search": {"query": "loop"},
        "page.list": {"book": "knots"},
        "page.read": {"book": "knots", "page": "hitch"},
        "book.delete": {"name": "atlas"},
    }
    document = read_document("hero_books")
    assert {method["name"] for method in document["methods"]} == set(calls)
    results = {method["name"]: method["result"] for method in document["methods"]}
    for method, params in calls.items():
        result = shelf.call(method, **params)
        assert value_problems(document, results[method]["schema"], result) == []


def test_list(shelf: RunningService) -> None:
    entry = {"name": "knots", "title": "Ten Knots", "path": "default/knots"}
    assert shelf.call("book.list") == {"books": [entry]}
    assert shelf.call("book.list", workspace="notes") == {"books": []}
    assert shelf.send("book.list", ["default"])["result"] == {"books": [entry]}


def test_get(shelf: RunningService) -> None:
    book = shelf.call("book.get", name="knots")
    assert book.pop("added_at") > 1_700_000_000
    assert book == {
        "name": "knots",
        "title": "Ten Knots",
        "path": "default/knots",
        "author": "E. Maas",
        "language": "nl",
        "tags": ["sailing"],
        "page_count": 2,
    }


def test_add_fills_the_defaults_in(books: RunningService) -> None:
    book = books.call(
        "book.add", book={"name": "atlas", "title": "Atlas"}, workspace="maps"
    )
    assert book["path"] == "maps/atlas"
    assert (book["author"], book["language"]) == (None, "en")
    assert (book["tags"], book["page_count"]) == ([], 0)


@pytest.mark.parametrize(
    ("book", "place"),
    [
        ('{"name": "atlas", "title": "Atlas"}', "not a string"),
        ({"name": "atlas"}, "book.title: required"),
        ({"name": "../atlas", "title": "Atlas"}, "book.name:"),
        ({"name": "atlas", "title": "Atlas", "year": 1}, "book.year: unknown"),
        ({"name": "atlas", "title": "Atlas", "language": "xx"}, "book.language:"),
    ],
)
def test_add_refuses_another_form(
    empty_books: RunningService, book: Any, place: str
) -> None:
    code, message = empty_books.fail("book.add", book=book)
    assert code == -32602
    assert place in message


def test_search(shelf: RunningService) -> None:
    found = shelf.call("book.search", query="LOOP")
    assert (found["query"], found["total"]) == ("loop", 2)
    assert [match["page"] for match in found["matches"]] == ["bowline", "hitch"]
    assert found["matches"][0]["snippet"] == "Bowline A loop."
    assert shelf.call("book.search", query="pole loop")["total"] == 1
    assert shelf.call("book.search", query="%")["total"] == 0
    limited = shelf.call("book.search", query="loop", limit=1)
    assert (limited["total"], len(limited["matches"])) == (2, 1)


def test_read(shelf: RunningService) -> None:
    page = shelf.call("page.read", book="knots", page="bowline", format="text")
    assert page["content"] == "Bowline\n\nA loop.\n"
    assert (page["number"], page["previous"], page["next"]) == (1, None, "hitch")
    page = shelf.call("page.read", book="knots", page="hitch")
    assert (page["number"], page["previous"], page["next"]) == (2, "bowline", None)
    assert page["format"] == "markdown"


def test_delete(shelf: RunningService) -> None:
    assert shelf.call("book.delete", name="knots") is None
    assert shelf.call("book.exists", name="knots") is False
    assert shelf.call("book.search", query="loop")["total"] == 0


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("book.get", {"name": "missing"}, 1001),
        ("book.delete", {"name": "missing"}, 1001),
        ("page.list", {"book": "missing"}, 1001),
        ("page.read", {"book": "missing", "page": "a"}, 1001),
        ("book.add", {"book": KNOTS}, 1002),
        ("page.read", {"book": "knots", "page": "missing"}, 1003),
        (
            "book.add",
            {"book": {**KNOTS, "name": "new", "pages": [KNOTS["pages"][0]] * 2}},
            1004,
        ),
    ],
)
def test_errors_are_declared(
    shelf: RunningService, method: str, params: dict[str, Any], code: int
) -> None:
    found, message = shelf.fail(method, **params)
    assert found == code
    assert message.endswith(".")
    methods = {item["name"]: item for item in read_document("hero_books")["methods"]}
    assert code in [error["code"] for error in methods[method]["errors"]]


def test_context_scopes_the_books(shelf: RunningService) -> None:
    shelf.call("book.add", context="7", book={**KNOTS, "title": "Other"})
    assert shelf.call("book.get", name="knots")["title"] == "Ten Knots"
    assert shelf.call("book.get", context="0", name="knots")["title"] == "Ten Knots"
    assert shelf.call("book.get", context="7", name="knots")["title"] == "Other"
    assert shelf.call("book.list", context="8") == {"books": []}
    assert shelf.call("book.search", context="8", query="loop")["total"] == 0
    assert shelf.fail("page.list", context="8", book="knots")[0] == 1001
    shelf.call("book.delete", context="7", name="knots")
    assert shelf.call("book.exists", name="knots") is True


def test_examples_are_true_of_the_samples(seeded: RunningService) -> None:
    shown = 0
    for method in read_document("hero_books")["methods"]:
        for example in method.get("examples", []):
            if method["name"] != "book.add":
                params = {item["name"]: item["value"] for item in example["params"]}
                result = seeded.call(method["name"], **params)
                assert result == example["result"]["value"], example["name"]
                shown += 1
    assert shown >= 4
