"""Digests side by side, and what to do about them."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner

from hero_generator.cli import cli
from hero_runtime.document.digest import digest_bytes
from tests.generator.documents import document, method
from tests.generator.fetch.conftest import Place, place
from tests.generator.fetch.servers import describing, serving

__all__ = ["place"]

OLD = document(method("list"))
NEW = document(method("list"), method("add"))


def read_status(place: Place, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the status of the one service."""
    options = ["--specs", str(place.specs), "--json", *arguments]
    done = CliRunner().invoke(cli, ["status", *options])
    (status,) = json.loads(done.stdout)
    return done.exit_code, status


def test_each_step_is_asked_for_in_turn(place: Place) -> None:
    old, new = (json.dumps(value).encode() for value in (OLD, NEW))
    with serving(place.sockets / "books/rpc.sock", describing(OLD)):
        assert place.fetch("books")[0] == 0
        code, status = read_status(place)
        assert (code, status["actions"]) == (1, ["hero-generator generate"])
        assert status["cached"] == status["live"] == digest_bytes(old)
        assert status["installed"] == status["committed"] == ""
        arguments = ["generate", "--specs", str(place.specs), "--no-verify"]
        assert CliRunner().invoke(cli, [*arguments, "--jobs", "1"]).exit_code == 0
        code, status = read_status(place)
    assert (code, status["actions"]) == (1, ["pip install ./generated/books"])
    assert status["committed"] == status["cached"]
    with serving(place.sockets / "books/rpc.sock", describing(NEW)):
        code, status = read_status(place)
        assert status["actions"][0] == "hero-generator fetch books"
        assert status["live"] == digest_bytes(new)
        assert read_status(place, "--offline")[1]["live"] == ""
    assert read_status(place)[1]["live"] == ""


def test_an_edited_document_is_seen(place: Place) -> None:
    with serving(place.sockets / "books/rpc.sock", describing(OLD)):
        assert place.fetch("books")[0] == 0
    (place.specs / "books/openrpc.json").write_text(json.dumps(NEW), "utf-8")
    _, status = read_status(place)
    assert status["actions"][0] == (
        "move the edit of books/openrpc.json to books/overlay.json, then fetch again"
    )


def test_people_see_a_table(place: Place) -> None:
    with serving(place.sockets / "books/rpc.sock", describing(OLD)):
        assert place.fetch("books")[0] == 0
        done = CliRunner().invoke(cli, ["status", "--specs", str(place.specs)])
    head, row, action = done.stdout.splitlines()
    assert head.split() == ["installed", "committed", "cached", "live"]
    digest = digest_bytes(json.dumps(OLD).encode()).removeprefix("sha256:")[:12]
    assert row.split() == ["books", "–", "–", digest, digest]
    assert action.strip() == "→ hero-generator generate"
