"""Good documents: what is written, from where, and what is left alone."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from hero_generator.cli import cli
from hero_runtime.document.digest import digest_bytes
from tests.generator.documents import STRING, document, method, param
from tests.generator.fetch.conftest import Place, codes
from tests.generator.fetch.servers import (
    OPENRPC,
    RPC,
    describing,
    discovered,
    serving,
)

OLD = document(method("list"), method("get", param("name", STRING)))
NEW = document(method("list"))
NEWER = document(method("list"), method("get", param("name", STRING)), method("add"))
ODD = (
    b'\n{ "openrpc":"1.3.2",\t"info":{"title":"\\u00e9","version":"1"},"methods":[%s]}'
)
BYTES = ODD % json.dumps(method("list")).encode()

MANIFEST = """\
# Ours.
[defaults]
sole_object_parameter = true

[services.zoo]  # the last comes first
version = "1.4.0"

[services.books]
version = "1.2.0" # kept
sockets = ["books"]
"""


def test_a_new_service_gets_its_document_and_its_entry(place: Place) -> None:
    answers = describing(json.loads(BYTES)) | {OPENRPC: (200, BYTES)}
    with serving(place.sockets / "books/rpc.sock", answers):
        code, services = place.fetch("--all")
        assert (code, services["books"]["status"]) == (0, "created")
        assert place.fetch("--all")[1]["books"]["status"] == "unchanged"
    tree = place.tree()
    assert tree["books/openrpc.json"] == BYTES
    assert "The first version." in tree["books/CHANGELOG.md"].decode()
    entry = tomllib.loads(tree["specs.toml"].decode())["services"]["books"]
    assert entry.pop("fetched")
    assert entry == {
        "origin": "fetched",
        "source": "books/rpc.sock",
        "digest": digest_bytes(BYTES),
        "version": "0.1.0",
    }


def test_an_answer_of_rpc_discover_is_written_in_one_form(place: Place) -> None:
    value = OLD | {"info": {"title": "é", "version": "1", "x-n": 10**20}}
    with serving(place.sockets / "books/rpc.sock", {RPC: discovered(value)}):
        assert place.fetch("books")[0] == 0
    data = place.tree()["books/openrpc.json"]
    assert data == (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def test_an_entry_keeps_its_comments_and_its_order(place: Place) -> None:
    (place.specs / "specs.toml").write_text(MANIFEST, "utf-8")
    (place.specs / "books").mkdir()
    (place.specs / "books/openrpc.json").write_text(json.dumps(OLD), "utf-8")
    with serving(place.sockets / "books/rpc.sock", describing(NEW)):
        code, services = place.fetch("books", "--accept-shrink")
    assert (code, services["books"]["version"]) == (0, "2.0.0")
    kinds = [change["code"] for change in services["books"]["changes"]]
    assert kinds == ["method-removed"]
    tree = place.tree()
    text = tree["specs.toml"].decode()
    assert text.startswith(MANIFEST.replace('"1.2.0"', '"2.0.0"'))
    changelog = tree["books/CHANGELOG.md"].decode()
    assert "## 2.0.0\n\n### Breaking\n\n- get: the method is gone\n" in changelog


def test_a_dry_run_writes_nothing(place: Place) -> None:
    with serving(place.sockets / "books/rpc.sock", describing(OLD)):
        code, services = place.fetch("--all", "--dry-run")
    assert (code, services["books"]["status"]) == (0, "created")
    assert place.tree() == {}


def test_a_service_that_does_not_run_is_no_failure_of_all(place: Place) -> None:
    (place.specs / "specs.toml").write_text(MANIFEST, "utf-8")
    with serving(place.sockets / "books/rpc.sock", describing(OLD)):
        code, services = place.fetch("--all")
    assert code == 0
    statuses = {name: one["status"] for name, one in services.items()}
    assert statuses == {"books": "created", "zoo": "absent"}
    assert codes(services["zoo"]) == ["service-not-found"]


def test_a_socket_a_file_and_a_command_are_sources(place: Place) -> None:
    file = place.sockets / "d.json"
    file.write_bytes(BYTES)
    program = f"print(open({str(file)!r}).read(), end='')"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(program)}"
    with serving(place.sockets / "elsewhere", describing(OLD)) as socket:
        assert place.fetch("a", "--from", str(socket))[0] == 0
    assert place.fetch("b", "--from", str(file))[0] == 0
    assert place.fetch("c", "--from", command)[0] == 0
    tree = place.tree()
    assert json.loads(tree["a/openrpc.json"]) == OLD
    assert tree["b/openrpc.json"] == tree["c/openrpc.json"] == BYTES
    text = tree["specs.toml"].decode()
    assert 'source = "d.json"' in text
    assert str(place.sockets) not in text


def test_a_url_is_a_source_and_is_asked_again(place: Place) -> None:
    (place.sockets / "openrpc.json").write_bytes(BYTES)
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"],
        cwd=place.sockets,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with server:
        try:
            assert server.stdout is not None
            port = server.stdout.readline().partition(" port ")[2].split()[0]
            url = f"http://127.0.0.1:{port}/openrpc.json"
            assert place.fetch("books", "--from", f"{url}?token=secret")[0] == 0
            (place.sockets / "openrpc.json").write_text(json.dumps(NEWER), "utf-8")
            code, services = place.fetch("books")
        finally:
            server.kill()
    assert (code, services["books"]["version"]) == (0, "0.1.1")
    assert f'source = "{url}"' in place.tree()["specs.toml"].decode()


# Source to the code of its problem.
BAD_SOURCES = {
    "/nothing/here.json": "no-source",
    "http://": "bad-url",
    "http://127.0.0.1:9/openrpc.json": "service-down",
    "false": "command-failed",
    "sh -c 'echo no >&2; exit 3'": "command-failed",
    "sh -c 'sleep 60'": "command-hangs",
    "sh -c 'yes openrpc'": "too-large",
    "echo '<html>'": "html-answer",
    "echo {}": "not-openrpc",
}


@pytest.mark.parametrize("source", BAD_SOURCES)
def test_a_bad_source_has_a_code(source: str, place: Place) -> None:
    seconds = "0.3" if "sleep" in source else "20"
    code, services = place.fetch("books", "--from", source, seconds=seconds)
    assert (code, codes(services["books"])) == (1, [BAD_SOURCES[source]])
    assert place.tree() == {}


@pytest.mark.parametrize(
    "arguments", [(), ("a", "--all"), ("--from", "x"), ("a", "b", "--from", "x")]
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], place: Place) -> None:
    done = CliRunner().invoke(cli, ["fetch", *arguments, "--specs", str(place.specs)])
    assert done.exit_code == 2


def test_a_cached_document_is_compared_with_the_live_one(place: Place) -> None:
    with serving(place.sockets / "books/rpc.sock", describing(OLD)):
        assert place.fetch("books")[0] == 0
    arguments = ["diff", "books", "--specs", str(place.specs)]
    with serving(place.sockets / "books/rpc.sock", describing(NEWER)):
        done = CliRunner().invoke(cli, [*arguments, "--markdown"])
    assert done.exit_code == 0, done.stderr
    assert "### books: 1 compatible" in done.stdout
    assert "- add: the method is new" in done.stdout
    with serving(place.sockets / "books/rpc.sock", describing(NEW)):
        done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 1
    assert "get: the method is gone\n      callers of it fail\n" in done.stdout
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 1
    assert "service-down" in done.stderr or "service-not-found" in done.stderr


def test_two_files_are_compared(place: Place) -> None:
    paths = []
    for name, value in (("old.json", OLD), ("new.json", NEWER)):
        paths.append(Path(place.sockets / name))
        paths[-1].write_text(json.dumps(value), "utf-8")
    done = CliRunner().invoke(cli, ["diff", *map(str, paths), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["counts"] == {
        "breaking": 0,
        "compatible": 1,
        "documentation": 0,
    }
    done = CliRunner().invoke(cli, ["diff", str(paths[0]), "gone.json"])
    assert done.exit_code == 1
    assert "error[unreadable]" in done.stderr


def test_the_folders_of_both_variables_are_searched(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = place.sockets.parent / "other"
    monkeypatch.setenv("PATH_SOCKET", str(other))
    with (
        serving(place.sockets / "books/rpc.sock", describing(OLD)),
        serving(other / "zoo/rpc.sock", describing(OLD)),
    ):
        code, services = place.fetch("--all")
    assert (code, sorted(services)) == (0, ["books", "zoo"])


def test_generating_loads_nothing_that_fetches() -> None:
    """Names and digests are rules that both share; nothing else of the runtime is."""
    program = (
        "import sys, hero_generator.cli.generate, hero_generator.cli.check\n"
        "print([n for n in sys.modules if n.startswith('hero_generator.fetch')"
        " or n in ('ssl', 'http.client') or n.startswith('hero_runtime.')"
        " and not n.startswith('hero_runtime.document')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
