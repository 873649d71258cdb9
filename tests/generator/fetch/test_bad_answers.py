"""Whatever is wrong with a service has a code of its own; the cached spec stays."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from hero_generator.cli import cli
from hero_generator.fetch import documents
from hero_generator.read import MAXIMUM_BYTES
from tests.generator.documents import STRING, document, method, param
from tests.generator.fetch.conftest import Place, codes
from tests.generator.fetch.servers import (
    HEALTH,
    MANIFEST,
    OPENRPC,
    RPC,
    Answers,
    describing,
    discovered,
    encode,
    hanging,
    serving,
)

METHODS = [method(f"m{index}", param("x", STRING)) for index in range(6)]
GOOD = document(*METHODS)
DEEP = b'{"openrpc":"1.3.2","methods":[{"name":"a"}],"x-a":%s}' % (
    b"[" * 600 + b"]" * 600
)
OK = encode({"status": "ok"})

# What a service answers, to the codes that are shown for it.
BAD: dict[str, tuple[Answers, list[str]]] = {
    "half-dead, an empty document": (
        {HEALTH: OK, RPC: discovered({}), OPENRPC: encode(document())},
        ["service-half-dead", "empty-document", "empty-document"],
    ),
    "half-dead, empty answers": (
        {HEALTH: OK, RPC: (200, b""), OPENRPC: (200, b" ")},
        ["service-half-dead", "empty-answer", "empty-answer"],
    ),
    "half-dead, an error": (
        {HEALTH: OK, RPC: encode({"error": {"code": -32601}}), OPENRPC: (500, b"")},
        ["service-half-dead", "http-status", "no-discover"],
    ),
    "nothing there": ({}, ["not-found", "not-found"]),
    "HTML": (
        {path: (200, b"<!DOCTYPE html><p>Hello") for path in (RPC, OPENRPC)},
        ["html-answer", "html-answer"],
    ),
    "not JSON": (
        {path: (200, b"{'openrpc': 1}") for path in (RPC, OPENRPC)},
        ["not-json", "not-json"],
    ),
    "not UTF-8": (
        {path: (200, b'{"openrpc": "\xff"}') for path in (RPC, OPENRPC)},
        ["not-utf-8", "not-utf-8"],
    ),
    "not OpenRPC": (
        {RPC: discovered({"openapi": "3.1.0"}), OPENRPC: encode(["openrpc"])},
        ["not-openrpc", "not-openrpc"],
    ),
    "methods without names": (
        {
            RPC: discovered(GOOD | {"methods": [1]}),
            OPENRPC: encode(GOOD | {"methods": 1}),
        },
        ["not-openrpc", "not-openrpc"],
    ),
    "nested too deeply": (
        {path: (200, DEEP) for path in (RPC, OPENRPC)},
        ["too-deep", "no-discover"],
    ),
    "half of it gone": (describing(document(*METHODS[:2])), ["spec-shrank"]),
}


@pytest.fixture
def cached(place: Place) -> Place:
    """Return a place with a cached document of `books`."""
    with serving(place.sockets / "books/rpc.sock", describing(GOOD)) as path:
        assert place.fetch("books")[0] == 0
    path.unlink()
    return place


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_leaves_the_cached_document(name: str, cached: Place) -> None:
    answers, expected = BAD[name]
    before = cached.tree()
    with serving(cached.sockets / "books/rpc.sock", answers):
        code, services = cached.fetch("books")
    assert (code, codes(services["books"])) == (1, expected)
    assert services["books"]["status"] == "refused"
    assert all(one["hint"] for one in services["books"]["diagnostics"])
    assert cached.tree() == before


def test_a_service_that_is_down(cached: Place) -> None:
    before = cached.tree()
    code, services = cached.fetch("books")
    assert (code, codes(services["books"])) == (1, ["service-not-found"])
    with serving(cached.sockets / "books/rpc.sock", {}):
        pass
    code, services = cached.fetch("books")
    assert (code, codes(services["books"])) == (1, ["service-down"])
    assert cached.tree() == before


def test_a_service_that_hangs(cached: Place) -> None:
    before = cached.tree()
    with hanging(cached.sockets / "books/rpc.sock"):
        code, services = cached.fetch("books", seconds="0.2")
    assert (code, codes(services["books"])) == (1, ["service-hangs"])
    assert cached.tree() == before


def test_a_document_that_is_too_large(cached: Place) -> None:
    before = cached.tree()
    large = describing(GOOD) | {OPENRPC: (200, b" " * (MAXIMUM_BYTES + 1))}
    with serving(cached.sockets / "books/rpc.sock", large):
        code, services = cached.fetch("books")
    assert (code, codes(services["books"])) == (1, ["too-large"])
    assert cached.tree() == before


def test_two_services_that_claim_one_name(place: Place) -> None:
    other = document(method("other"))
    with ExitStack() as stack:
        for folder, served in (("a", GOOD), ("b", other)):
            path = place.sockets / folder / "rpc.sock"
            stack.enter_context(serving(path, describing(served, "books")))
        code, services = place.fetch("--all")
    assert (code, codes(services["books"])) == (1, ["name-claimed-twice"])
    assert "a/rpc.sock, b/rpc.sock" in services["books"]["diagnostics"][0]["message"]
    assert place.tree() == {}


def test_one_service_on_two_sockets_is_no_problem(place: Place) -> None:
    with ExitStack() as stack:
        for name in ("books/rpc.sock", "books.sock"):
            stack.enter_context(serving(place.sockets / name, describing(GOOD)))
        code, services = place.fetch("--all")
    assert (code, services["books"]["status"]) == (0, "created")


def test_a_name_that_leads_out_of_the_folder(place: Place) -> None:
    answers = describing(GOOD) | {MANIFEST: encode({"name": "../../up"})}
    with serving(place.sockets / "a/rpc.sock", answers):
        code, services = place.fetch("--all")
    assert code == 1
    assert [codes(one) for one in services.values()] == [["service-name"]]
    assert place.tree() == {}


def test_a_shrunken_document_is_taken_if_told_so(cached: Place) -> None:
    small = document(*METHODS[:2])
    with serving(cached.sockets / "books/rpc.sock", describing(small)):
        code, services = cached.fetch("books", "--accept-shrink")
    assert (code, services["books"]["status"]) == (0, "updated")
    assert services["books"]["version"] == "0.2.0"


def test_a_document_and_an_answer_that_disagree(place: Place) -> None:
    answers = describing(GOOD) | {RPC: discovered(document(*METHODS, method("new")))}
    with serving(place.sockets / "books/rpc.sock", answers):
        code, services = place.fetch("books")
    assert (code, codes(services["books"])) == (0, ["sources-disagree"])
    message = services["books"]["diagnostics"][0]["message"]
    assert "1 compatible, first new: the method is new" in message
    data = place.tree()["books/openrpc.json"]
    assert documents.parse_bytes(data, "x").value == document(*METHODS, method("new"))


def test_a_disk_that_fails_ends_with_3(cached: Place) -> None:
    path = cached.specs / "books"
    for file in path.iterdir():
        file.unlink()
    path.rmdir()
    path.write_text("in the way", "utf-8")
    with serving(cached.sockets / "books/rpc.sock", describing(GOOD)):
        arguments = ["fetch", "books", "--specs", str(cached.specs)]
        done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 3
    assert "error[io]" in done.stderr


def test_the_path_of_a_socket_is_found_in_every_layout(place: Place) -> None:
    layouts = (
        "a/rpc.sock",
        "b.sock",
        "c_server.sock",
        "d/chat/rpc.sock",
        "e-f/rpc.sock",
    )
    ignored = ("a/admin.sock", "b_ui.sock", "a/web_x.sock", "ui.sock")
    with ExitStack() as stack:
        for name in (*layouts, *ignored):
            stack.enter_context(serving(place.sockets / name, describing(GOOD)))
        code, services = place.fetch("--all")
    assert code == 0
    assert sorted(services) == ["a", "b", "c", "d_chat", "e_f"]
    manifest = Path(place.specs / "specs.toml").read_text("utf-8")
    assert 'sockets = ["d/chat"]' in manifest
