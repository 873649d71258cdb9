"""The stand-in for hero_router: what listens in the socket folder."""

import socket
from pathlib import Path
from uuid import uuid4

import pytest

from hero_router_client import HeroRouter
from hero_runtime.errors import RemoteError

from .service_process import running_service
from .stand_ins import running_stand_in


def test_services_of_the_folder(short_folder: Path) -> None:
    books = short_folder / "hero_books"
    books.mkdir()
    (short_folder / "gone").mkdir()
    (short_folder / "plain.sock").write_text("no socket", "utf-8")
    router = running_stand_in("hero_router", short_folder, "--folder", short_folder)
    with (
        socket.socket(socket.AF_UNIX) as gone,
        running_service("hero_books", books),
        router as running,
        HeroRouter(running.socket) as client,
    ):
        gone.bind(str(short_folder / "gone" / "rpc.sock"))
        entries = {entry.title: entry for entry in client.router_services()}
        assert entries.keys() == {"Hero Books", "gone"}
        assert (entries["gone"].status, entries["gone"].healthy) == ("inactive", False)
        entry = entries["Hero Books"]
        assert (entry.status, entry.protocol) == ("healthy", "openrpc")
        assert entry.socket_path == str(books / "rpc.sock")
        assert entry.service_id == entry.id
        details = client.router_service(str(entry.service_id))
        assert "book.list" in (details.methods or [])
        assert entry.methods_count == len(details.methods or [])
        with pytest.raises(RemoteError, match="Service not found"):
            client.router_service(str(uuid4()))


def test_a_scan_tells_what_changed(short_folder: Path) -> None:
    router = running_stand_in("hero_router", short_folder, "--folder", short_folder)
    with router as running, HeroRouter(running.socket) as client:
        assert client.router_scan().found == 0
        books = short_folder / "hero_books"
        books.mkdir()
        with running_service("hero_books", books) as service:
            scan = client.router_scan()
            assert (scan.found, scan.added, scan.removed) == (1, ["hero_books"], [])
            assert service.stop() == 0
        scan = client.router_scan()
        assert (scan.found, scan.removed) == (0, ["hero_books"])
        assert client.router_health().status == "ok"
        with pytest.raises(RemoteError, match="Method not found"):
            client.router_python_client("hero_books")


def test_what_speaks_no_rpc_is_listed_as_such(short_folder: Path) -> None:
    router = running_stand_in("hero_router", short_folder, "--folder", short_folder)
    with router as running, HeroRouter(running.socket) as client:
        with socket.socket(socket.AF_UNIX) as silent:
            silent.bind(str(short_folder / "silent.sock"))
            silent.listen()
            # Whoever connects is never answered.
            (entry,) = client.router_services()
    assert (entry.title, entry.status, entry.healthy) == ("silent", "non_rpc", False)
