"""How a service starts and ends: paths, sockets, signals, and the data it keeps."""

import os
import signal
import socket
from pathlib import Path

import pytest

from .service_process import (
    SERVICES,
    STOP_SECONDS,
    RunningService,
    read_listening_line,
    reaped,
    running_service,
    start_process,
)


def start_options(path: Path, name: str = "hero_books") -> list[str]:
    """Return the command line of a service on a socket, with nothing on the disk."""
    service = os.fspath(SERVICES / name)
    return [service, "--socket", os.fspath(path), "--database", ":memory:"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(
    service: RunningService, number: signal.Signals
) -> None:
    assert service.socket.is_socket()
    assert service.stop(number) == 0
    assert not service.socket.exists()
    assert service.process.stderr is not None
    assert service.process.stderr.read() == ""


def test_restart_keeps_the_data(tmp_path: Path) -> None:
    with running_service("hero_books", tmp_path) as first:
        first.call("book.add", book={"name": "atlas", "title": "Atlas"})
        assert first.stop() == 0
    with running_service("hero_books", tmp_path) as second:
        assert second.call("book.exists", name="atlas") is True


def test_seeding_twice_adds_nothing(name: str, tmp_path: Path) -> None:
    method = {"hero_books": "book.list", "hero_osis_calendar": "event.list"}[name]
    with running_service(name, tmp_path, "--seed") as first:
        seeded = first.call(method)
        assert first.call(method, context="1") != seeded
    with running_service(name, tmp_path, "--seed") as second:
        assert second.call(method) == seeded


def test_a_killed_service_is_replaced(tmp_path: Path) -> None:
    with running_service("hero_books", tmp_path) as first:
        first.call("book.add", book={"name": "atlas", "title": "Atlas"})
        assert first.stop(signal.SIGKILL) == -signal.SIGKILL
        assert first.socket.is_socket()
    with running_service("hero_books", tmp_path) as second:
        assert second.call("book.exists", name="atlas") is True


def test_an_answering_service_is_left_alone(service: RunningService, name: str) -> None:
    command = start_options(service.socket, name)
    with reaped(start_process(command, service.socket.parent)) as second:
        line = read_listening_line(second)
        assert second.wait(STOP_SECONDS) == 1
    assert f"answers on {service.socket} already" in line
    assert service.request("GET", "/health").status == 200


def test_a_busy_service_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rpc.sock"
    with socket.socket(socket.AF_UNIX) as busy, socket.socket(socket.AF_UNIX) as one:
        busy.bind(str(path))
        busy.listen(0)
        one.connect(str(path))
        command = start_options(path)
        with reaped(start_process(command, tmp_path)) as process:
            assert "answers on" in read_listening_line(process)
            assert process.wait(STOP_SECONDS) == 1
    assert path.is_socket()


def test_a_file_in_the_way_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "rpc.sock"
    path.write_text("precious", "utf-8")
    command = start_options(path)
    with reaped(start_process(command, tmp_path)) as process:
        assert "is not a socket" in read_listening_line(process)
        assert process.wait(STOP_SECONDS) == 1
    assert path.read_text("utf-8") == "precious"


def test_a_path_that_is_too_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / ("long" * 30) / "rpc.sock"
    command = start_options(path)
    with reaped(start_process(command, tmp_path)) as process:
        assert str(path) in read_listening_line(process)
        assert process.wait(STOP_SECONDS) == 1


@pytest.mark.parametrize(
    ("names", "sockets"),
    [
        (("PATH_SOCKET", "HERO_SOCKET_DIR", "PATH_ROOT"), "path_socket"),
        (("HERO_SOCKET_DIR", "PATH_ROOT"), "hero_socket_dir"),
        (("PATH_ROOT",), "path_root/var/sockets"),
        ((), "hero/var/sockets"),
    ],
)
def test_default_paths(
    name: str, short_folder: Path, names: tuple[str, ...], sockets: str
) -> None:
    environment = {key: str(short_folder / key.lower()) for key in names}
    expected = short_folder / sockets / name / "rpc.sock"
    root = short_folder / ("path_root" if "PATH_ROOT" in names else "hero")
    with reaped(start_process([SERVICES / name], short_folder, environment)) as process:
        assert read_listening_line(process) == f"{name} listening on {expected}"
        answer = RunningService(process, expected).request("GET", "/health")
        assert answer.json["service"] == name
        assert (root / "var" / name / f"{name}.db").is_file()


def test_it_runs_as_a_module_too(name: str, tmp_path: Path) -> None:
    path = tmp_path / "rpc.sock"
    command = ["-m", name, "--socket", str(path), "--database", "data.db"]
    environment = {"PYTHONPATH": os.fspath(SERVICES)}
    with reaped(start_process(command, tmp_path, environment)) as process:
        assert read_listening_line(process) == f"{name} listening on {path}"
