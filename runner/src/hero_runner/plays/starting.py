"""Bring the row of a play to where an attempt can begin, or say why none does."""

import json
import os
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from hero_runner.conventions import JOB_VARIABLE, PARENT_PLAY, PARENT_SPAN
from hero_runner.library.find import FlowFile, read_source
from hero_runner.store.plays import (
    ENDED,
    FlowVersion,
    Play,
    build_trace_id,
    build_version,
    change_play,
    close_lost_spans,
    read_play,
    read_version,
    write_play,
    write_version,
)
from hero_runner.store.questions import read_questions

_RESTING: Final = ENDED | {"stale"}


class WrongPlay(Exception):
    """A play cannot be started as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hold what a flow is called with: JSON values, and texts of the command line."""

    values: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the form that the store keeps."""
        given = {"values": dict(self.values), "texts": dict(self.texts)}
        return json.dumps(given, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Start:
    """Hold a play that is to be run, with the source that it pins."""

    play: Play
    version: FlowVersion


def build_play(
    play: str, flow: str, version: FlowVersion, given: str, engine: str
) -> Play:
    """Return the play that is new now; the environment says who started it."""
    now = time.time()
    return Play(
        id=play,
        trace=build_trace_id(play),
        flow=flow,
        version=version.hash,
        status="running",
        given=given,
        engine=engine,
        created=now,
        started=now,
        job=os.environ.get(JOB_VARIABLE),
        parent=os.environ.get(PARENT_PLAY),
        parent_span=os.environ.get(PARENT_SPAN),
    )


def read_flow(file: FlowFile) -> FlowVersion:
    """Return the present source of a flow. Raises `WrongPlay`."""
    try:
        return build_version(str(file.path), read_source(file.path))
    except (OSError, ValueError) as error:
        raise WrongPlay(f"{file.path}: {error}") from error


def start_or_resume(
    connection: sqlite3.Connection,
    play: str,
    file: FlowFile,
    inputs: Inputs | None,
    engine: str,
) -> Play | Start:
    """Return what to run, or the play itself if it rests.

    The caller owns the play. Raises `WrongPlay` where the play is of another flow
    or has other inputs.
    """
    known = read_play(connection, play)
    if known is None or known.status == "refused":
        version = read_flow(file)
        given = (inputs or Inputs()).to_json()
        new = build_play(play, file.flow or file.path.stem, version, given, engine)
        connection.execute("DELETE FROM play WHERE id = ?", (play,))
        write_version(connection, version)
        write_play(connection, new)
        return Start(new, version)
    _verify_same(connection, known, file, inputs)
    if known.status in _RESTING or _waits(connection, known):
        return known
    return go_on(connection, known)


def go_on(connection: sqlite3.Connection, play: Play) -> Start:
    """Begin another attempt of a play, with the source that it pinned."""
    close_lost_spans(connection, play.id)
    job = os.environ.get(JOB_VARIABLE, play.job)
    changed = replace(
        play,
        status="running",
        attempt=play.attempt + 1,
        error=None,
        cancelling=0,
        job=job,
    )
    change_play(
        connection,
        play.id,
        status="running",
        attempt=changed.attempt,
        error=None,
        cancelling=0,
        ended=None,
        job=job,
    )
    return Start(changed, read_version(connection, play.version))


def _waits(connection: sqlite3.Connection, play: Play) -> bool:
    """Tell whether a play waits for people and none of them has answered."""
    if play.status != "awaiting_resume":
        return False
    return any(item.answer is None for item in read_questions(connection, play.id))


def _verify_same(
    connection: sqlite3.Connection, play: Play, file: FlowFile, inputs: Inputs | None
) -> None:
    version = read_version(connection, play.version)
    if version.path != str(file.path):
        raise WrongPlay(
            f"play {play.id} is of {version.path}, not of {file.path}: give another --id"
        )
    if inputs is not None and inputs.to_json() != play.given:
        raise WrongPlay(
            f"play {play.id} began with other inputs: leave them out to go on with it, "
            "or give another --id"
        )
