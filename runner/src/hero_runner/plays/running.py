"""Run one attempt of a play: fork the process of the flow, and watch it."""

import os
import signal
import socket
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from hero_runner.conventions import EXIT_INTERRUPTED, EXIT_TERMINATED
from hero_runner.engines.port import Engine, Ownership
from hero_runner.plays.outcome import Outcome, build_outcome
from hero_runner.plays.starting import Start
from hero_runner.store.connection import StoreError, explain, open_store, transaction
from hero_runner.store.home import play_folder, store_path
from hero_runner.store.plays import Play, change_play, close_lost_spans, read_play

SIGNALS: Final = frozenset({signal.SIGTERM, signal.SIGINT})
"""Those that cancel a play."""
_SOCKET_LIMIT: Final = 100
"""Longest path of a Unix socket, in bytes, with a little room."""


def run_attempt(
    home: Path, start: Start, engine: Engine, owner: Ownership, folders: list[Path]
) -> Outcome | None:
    """Run a play that this process owns, until it rests.

    Returns none in the process of the flow: it must end as any program does, for
    its threads and exit functions to be waited for.
    """
    folder = play_folder(home, start.play.id)
    path = _choose_socket(folder)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen()
    lifeline, lifeline_end = os.pipe()
    output, output_end = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    # A signal waits until both processes know what to do with it.
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    process = os.fork()
    if process == 0:
        os.close(lifeline_end)
        os.close(output)
        listener.close()
        # Each process imports what only it needs, beside the other.
        from hero_runner.plays.flow_process import FlowProcess, become_flow_process

        become_flow_process(lifeline, output_end)
        os.close(output_end)
        # What the flow forks, and may outlive it, does not own the play.
        os.register_at_fork(after_in_child=owner.release)
        FlowProcess(home, start.play, start.version, engine, path, folders).run()
        return None
    os.close(lifeline)
    os.close(output_end)
    try:
        with closing(open_store(store_path(home))) as connection:
            return _watch(connection, home, start.play, process, listener, output)
    finally:
        for descriptor in (output, lifeline_end):
            os.close(descriptor)
        listener.close()
        _remove_socket(path, folder)


def _watch(
    connection: sqlite3.Connection,
    home: Path,
    play: Play,
    process: int,
    listener: socket.socket,
    output: int,
) -> Outcome:
    from hero_runner.plays.output import OutputLog
    from hero_runner.plays.watch import Watch
    from hero_runner.spans.collector import SpanCollector

    path = store_path(home)
    file = os.stat(path).st_ino
    collector = SpanCollector(connection, play.id, play.attempt)
    log = OutputLog(play_folder(home, play.id), 2)
    watch = Watch(process, listener, output, collector, log)
    if play.cancelling:
        os.kill(process, signal.SIGTERM)
    status = watch.run()
    collector.flush()
    if collector.failure is not None:
        log.add(f"hero-runner: spans were lost: {collector.failure}\n".encode())
    log.close()
    if not path.exists() or os.stat(path).st_ino != file:
        raise StoreError(f"{path} was deleted while the play ran: play it again")
    code = EXIT_INTERRUPTED if watch.signal == signal.SIGINT else EXIT_TERMINATED
    try:
        with transaction(connection):
            ended = _end(connection, play, status, watch.signal, collector.dropped)
    except sqlite3.Error as error:
        raise StoreError(explain(path, error)) from error
    return build_outcome(ended, code)


def _end(
    connection: sqlite3.Connection,
    play: Play,
    status: int,
    cancelled_by: int | None,
    dropped: int,
) -> Play:
    """Note the end of an attempt; what the flow's process could not say is found out."""
    close_lost_spans(connection, play.id)
    ended = read_play(connection, play.id)
    if ended is None:
        raise StoreError(f"play {play.id} was deleted while it ran")
    if ended.status == "running":
        rest, error = _explain_end(status, cancelled_by)
        change_play(connection, play.id, status=rest, error=error)
    change_play(connection, play.id, ended=time.time(), dropped=ended.dropped + dropped)
    found = read_play(connection, play.id)
    assert found is not None
    return found


def _explain_end(status: int, cancelled_by: int | None) -> tuple[str, str]:
    """Return the status and the error of a play whose process said nothing."""
    if cancelled_by is not None:
        return "cancelled", "was asked to stop, did not, and was killed"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        name = signal.Signals(number).name
        if number == signal.SIGKILL:
            return "interrupted", f"its process was killed by {name}"
        return "failed", f"its process crashed with {name}"
    code = os.WEXITSTATUS(status)
    return "failed", f"its process ended with code {code} before the flow returned"


def _choose_socket(folder: Path) -> str:
    """Return a path for the socket of spans that is not too long for one."""
    path = str(folder / "spans.sock")
    if len(os.fsencode(path)) <= _SOCKET_LIMIT:
        if os.path.lexists(path):
            os.unlink(path)
        return path
    base = os.environ.get("TMPDIR", "/tmp")
    short = os.path.join(base, f"hero-{os.urandom(8).hex()}")
    os.mkdir(short, 0o700)
    return os.path.join(short, "spans.sock")


def _remove_socket(path: str, folder: Path) -> None:
    try:
        os.unlink(path)
        if os.path.dirname(path) != str(folder):
            os.rmdir(os.path.dirname(path))
    except OSError:
        return
