"""The socket of a service is found where Hero services place it."""

import socket
from pathlib import Path

import pytest

from hero_runtime.errors import ConnectionFailed
from hero_runtime.service import Service
from hero_runtime.sockets import is_socket, list_places, resolve_target
from hero_runtime.transports.address import UnixAddress, parse_target

ENVIRON = {"PATH_SOCKET": "/a", "HERO_SOCKET_DIR": "/b", "PATH_ROOT": "/c"}
NAMED_FOLDERS = ["/a", "/b", "/c/var/sockets"]
HOME_FOLDERS = [
    "/home/me/hero/var/sockets",
    "/home/me/hero/sockets",
    "/home/me/.hero/var/sockets",
]
LAYOUTS = [
    "hero_books/rpc.sock",
    "hero-books/rpc.sock",
    "hero_books.sock",
    "hero-books.sock",
    "hero_books_server.sock",
    "hero-books_server.sock",
]


def build_service(*sockets: str, servers: tuple[str, ...] = ()) -> Service:
    """Return a service with these socket names and servers."""
    return Service("hero_books", "hero_books_client", 1, sockets, servers)


@pytest.mark.parametrize(
    ("environ", "folders"), [(ENVIRON, NAMED_FOLDERS), ({}, HOME_FOLDERS)]
)
def test_every_place_is_tried_in_order(
    environ: dict[str, str], folders: list[str]
) -> None:
    places = list_places(build_service("hero_books"), environ, "/home/me")
    assert places == [f"{folder}/{end}" for folder in folders for end in LAYOUTS]


@pytest.mark.parametrize("environ", [ENVIRON, {}])
def test_each_place_is_found(environ: dict[str, str]) -> None:
    for place in list_places(build_service("hero_books"), environ, "/home/me"):
        found = resolve_target(
            build_service("hero_books"), environ, "/home/me", {place}.__contains__
        )
        assert found == place


@pytest.mark.parametrize("variable", ENVIRON)
def test_a_named_folder_without_the_socket_is_not_replaced_by_the_home(
    variable: str,
) -> None:
    def is_below_home(place: str) -> bool:
        return place.startswith("/home/me/")

    with pytest.raises(ConnectionFailed, match="no folder below the home"):
        resolve_target(build_service(), {variable: "/empty"}, "/home/me", is_below_home)
    found = resolve_target(build_service(), {variable: ""}, "/home/me", is_below_home)
    assert found == "/home/me/hero/var/sockets/hero_books/rpc.sock"


def test_the_service_name_stands_in_for_socket_names() -> None:
    assert list_places(build_service(), {}, "/h") == list_places(
        build_service("hero_books"), {}, "/h"
    )


def test_a_name_with_a_slash_is_a_folder_in_a_folder() -> None:
    service = build_service("hero_aibroker", "hero_aibroker/chat")
    places = list_places(service, ENVIRON, "/h")
    first = places.index("/a/hero_aibroker/rpc.sock")
    second = places.index("/a/hero_aibroker/chat/rpc.sock")
    assert first < second < places.index("/c/var/sockets/hero_aibroker/rpc.sock")


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../b", "", "a//b", "a\0b"])
def test_names_that_lead_out_of_the_folder_are_not_tried(name: str) -> None:
    assert list_places(build_service(name), ENVIRON, "/home/me") == []


def test_empty_variables_are_unset_and_home_is_expanded() -> None:
    environ = {"PATH_SOCKET": "", "HERO_SOCKET_DIR": "~/s", "PATH_ROOT": "~"}
    places = list_places(build_service(), environ, "/home/me")
    assert places[0] == "/home/me/s/hero_books/rpc.sock"
    assert places[6] == "/home/me/var/sockets/hero_books/rpc.sock"


def test_servers_come_after_sockets() -> None:
    urls = ("./relative", "ws://h/x", "https://h/rpc", "http://h/rpc")
    service = build_service(servers=urls)
    assert resolve_target(service, {}, "/h", lambda path: False) == "https://h/rpc"
    assert resolve_target(service, {}, "/h", lambda path: True).startswith("/h/")


def test_nothing_found_lists_every_place_and_what_to_do() -> None:
    service = build_service("hero_books", servers=("ws://h/x",))
    with pytest.raises(ConnectionFailed) as caught:
        resolve_target(service, ENVIRON, "/home/me", lambda path: False)
    text = str(caught.value)
    for place in list_places(service, ENVIRON, "/home/me"):
        assert f"\n  {place}\n" in text
    assert text.endswith(caught.value.hint)
    assert "PATH_SOCKET" in caught.value.hint
    assert caught.value.service == "hero_books"


def test_only_sockets_count(socket_path: Path) -> None:
    (socket_path.parent / "file").touch()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(socket_path))
        assert is_socket(str(socket_path))
    assert not is_socket(str(socket_path.parent / "file"))
    assert not is_socket(str(socket_path.parent / "missing"))
    assert not is_socket("a\0b")


def test_a_broker_stands_for_all_services() -> None:
    environ = {**ENVIRON, "HERO_BROKER_SOCKET": "/run/a play/broker.sock"}
    found = resolve_target(build_service(), environ, "/h", lambda place: True)
    assert found == "http+unix://%2Frun%2Fa%20play%2Fbroker.sock/hero_books/rpc"
    address = parse_target(found)
    assert isinstance(address, UnixAddress)
    assert address.socket_path == "/run/a play/broker.sock"
    assert address.path == "/hero_books/rpc"
