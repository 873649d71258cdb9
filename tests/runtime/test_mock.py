"""A client can be tried without its service."""

import json
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hero_runtime import AsyncMockTransport, MockTransport, RemoteError, Timeout
from hero_runtime.sample import Sampler
from tests.runtime.conftest import Run

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.name for path in (ROOT / "generated").iterdir() if path.is_dir())

DOCUMENT: dict[str, Any] = {
    "methods": [
        {
            "name": "book.get",
            "result": {"schema": {"$ref": "#/components/schemas/Book"}},
            "examples": [
                {
                    "params": [{"name": "id", "value": 1}],
                    "result": {"value": {"title": "Emma"}},
                },
                {"$ref": "#/components/examplePairings/Dune"},
            ],
        },
        {"name": "ping", "result": {"schema": {"type": "string", "minLength": 9}}},
        {"name": "echo", "result": {"schema": {"$ref": "#/components/schemas/Book"}}},
    ],
    "components": {
        "schemas": {
            "Book": {
                "type": "object",
                "required": ["title", "pages"],
                "properties": {
                    "title": {"type": "string", "pattern": "^[A-Z][a-z]+$"},
                    "pages": {"type": "integer", "minimum": 5, "maximum": 9},
                },
            }
        },
        "examplePairings": {
            "Dune": {
                "params": [{"name": "id", "value": 2}],
                "result": {"value": {"title": "Dune"}},
            }
        },
    },
}


def test_examples_come_first(fake_books: Any) -> None:
    client = fake_books(transport=MockTransport(DOCUMENT))
    assert [client.book_get(number).title for number in (1, 2, 3)] == [
        "Emma",
        "Dune",
        "Emma",
    ]


def test_schemas_come_second_and_calls_may_come_together(fake_books: Any) -> None:
    client = fake_books(transport=MockTransport(DOCUMENT))
    assert len(client.ping()) == 9
    with client.batch() as batch:
        book, noted = batch.echo(1), batch.log_write("x")
    assert 5 <= book.result()["pages"] <= 9
    assert noted.result() is None
    client.log_write("x")
    with pytest.raises(RemoteError, match="-32601"):
        client.math_sum(1)


def test_a_seed_decides_all(fake_books: Any) -> None:
    def read(seed: int) -> list[object]:
        client = fake_books(transport=MockTransport(DOCUMENT, seed=seed))
        return [client.echo(number) for number in range(20)]

    assert read(1) == read(1) != read(2)


def test_in_an_event_loop(run: Run, async_fake_books: Any) -> None:
    async def main() -> object:
        async with async_fake_books(transport=AsyncMockTransport(DOCUMENT)) as client:
            return (await client.book_get(2)).title

    assert run(main) == "Dune"


def test_a_generated_package_is_enough(fake_books: Any, models: Any) -> None:
    client = fake_books(transport=MockTransport("fake_books_client"))
    assert isinstance(client.book_get(7), models.Book)
    assert all(isinstance(book, models.Book) for book in client.book_list("main"))
    assert isinstance(client.ping(), str)


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("source", ["document", "package"])
def test_every_method_of_the_generated_packages_is_answered(
    service: str, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "generated" / service / "src"))
    package = f"{service}_client"
    if source == "document":
        path = ROOT / "specs" / service / "openrpc.json"
        transport = MockTransport(json.loads(path.read_text("utf-8")))
    else:
        transport = MockTransport(package)
    from hero_runtime.codec import codec_of

    for name in import_module(f"{package}.signatures").RESULTS:
        request = {"jsonrpc": "2.0", "id": 1, "method": name}
        reply = transport.send(json.dumps(request).encode(), {}, Timeout())
        answer = json.loads(reply.body)
        codec_of(package).decode(name, answer["result"])


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "exclusiveMinimum": 3, "maximum": 4},
        {"type": "number", "minimum": 0, "maximum": 0.5},
        {"type": "integer", "maximum": -5},
        {"type": "integer", "multipleOf": 7, "minimum": 8},
    ],
)
def test_numbers_keep_within_their_bounds(schema: dict[str, Any]) -> None:
    for seed in range(50):
        value = Sampler({}, Random(seed)).draw(schema)
        assert schema.get("minimum", -(10**9)) <= value <= schema.get("maximum", 10**9)
        assert value > schema.get("exclusiveMinimum", -(10**9))
        assert value % schema.get("multipleOf", value or 1) == 0


def test_a_pattern_that_nothing_known_fits_is_said_so() -> None:
    with pytest.raises(ValueError, match="give the method an example"):
        Sampler({}, Random(0)).draw({"type": "string", "pattern": "^[xyz]{77}!$"})


def test_a_schema_that_holds_itself_has_an_end() -> None:
    node: dict[str, Any] = {
        "type": "object",
        "required": ["next"],
        "properties": {"next": {"anyOf": [{"$ref": "#/n"}, {"type": "null"}]}},
    }
    for seed in range(50):
        drawn = json.dumps(Sampler({"n": node}, Random(seed)).draw(node))
        assert drawn.count("next") < sys.getrecursionlimit()
