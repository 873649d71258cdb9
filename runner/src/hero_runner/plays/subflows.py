"""Find the flows that a play invokes, and give them plays of their own."""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hero_runner.authoring.stops import Cancelled, Failed, Paused
from hero_runner.conventions import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_RESUME,
    EXIT_TERMINATED,
    PARENT_PLAY,
    PARENT_SPAN,
    PLAY_VARIABLE,
    SPAN_SOCKET,
)
from hero_runner.library.find import NoSuchFlow, find_flow, read_source
from hero_runner.plays.loading import FlowNotFound, find_flow_function, load_module
from hero_runner.spans.events import render_json
from hero_runner.store.connection import open_store, transaction
from hero_runner.store.home import store_path
from hero_runner.store.plays import build_version, read_version, write_version

_HIDDEN = (SPAN_SOCKET, PARENT_SPAN, PLAY_VARIABLE)


class StoredSubflows:
    """Find flows in the folders of a play."""

    def __init__(self, home: Path, play: str, folders: list[Path]) -> None:
        self.home = home
        self._play = play
        self._folders = folders

    def pin(self, name: str) -> str:
        """Keep the present source of a flow; returns its digest."""
        try:
            file = find_flow(name, self._folders)
            source = read_source(file.path)
        except (NoSuchFlow, OSError, ValueError) as error:
            raise Failed(f"flow.invoke: {error}") from error
        version = build_version(str(file.path), source)
        connection = open_store(store_path(self.home))
        with transaction(connection):
            write_version(connection, version)
        connection.close()
        return version.hash

    def load(self, name: str, digest: str) -> Callable[..., Any]:
        """Return the decorated function of a flow in a source that was kept."""
        connection = open_store(store_path(self.home))
        version = read_version(connection, digest)
        connection.close()
        try:
            function: Callable[..., Any] = find_flow_function(
                load_module(version), name
            )
        except FlowNotFound as error:
            raise Failed(f"flow.invoke: {error}") from error
        return function

    def name_child(self, key: str) -> str:
        """Return the id that the play of a step has, the same in every attempt."""
        return hashlib.sha256(f"{self._play}\0{key}".encode()).hexdigest()[:32]

    def play(self, name: str, child: str, span: str, inputs: Mapping[str, Any]) -> str:
        """Start or go on with a play in its own process; returns its result.

        What it prints goes where this process prints.
        """
        command = [sys.executable, "-m", "hero_runner", "play", name, "--id", child]
        command += ["--home", str(self.home), "--input", "-"]
        for folder in self._folders:
            command += ["--flows", str(folder)]
        known = {key: text for key, text in os.environ.items() if key not in _HIDDEN}
        import subprocess

        done = subprocess.run(
            command,
            input=render_json(dict(inputs)).encode(),
            stdout=subprocess.PIPE,
            env=known | {PARENT_PLAY: self._play, PARENT_SPAN: span},
            check=False,
        )
        if done.returncode == EXIT_DONE:
            return json.dumps(json.loads(done.stdout))
        if done.returncode == EXIT_RESUME:
            raise Paused(f"waits for the play {child} of {name}")
        if done.returncode in (EXIT_INTERRUPTED, EXIT_TERMINATED):
            raise Cancelled(f"the play {child} of {name} was cancelled")
        raise Failed(f"the play {child} of {name} ended with {done.returncode}")
