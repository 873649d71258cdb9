"""Play a flow from the arguments of a command to an outcome."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from hero_runner.conventions import EXIT_RESUME, EXIT_USAGE
from hero_runner.engines.choice import choose_engine
from hero_runner.engines.port import Engine, OwnedElsewhere
from hero_runner.library.find import FlowFile, NoSuchFlow, find_flow
from hero_runner.plays.answers import WrongAnswer, read_answer
from hero_runner.plays.outcome import Outcome, build_outcome
from hero_runner.plays.running import run_attempt
from hero_runner.plays.starting import (
    Inputs,
    Start,
    WrongPlay,
    build_play,
    go_on,
    read_flow,
    start_or_resume,
)
from hero_runner.store.connection import StoreError, open_store, transaction
from hero_runner.store.home import is_play_id, store_path
from hero_runner.store.plays import (
    Play,
    read_play,
    read_version,
    write_play,
    write_version,
)
from hero_runner.store.questions import read_questions, write_answer


def new_play_id() -> str:
    """Return an id for a play, which is a W3C trace id as well."""
    return os.urandom(16).hex()


class Runner:
    """Play flows with the files of one home and the flows of some folders.

    Methods return what came of a play; none in the process of a flow, which must
    end then as any program does.
    """

    def __init__(self, home: Path, folders: list[Path]) -> None:
        self._home = home
        self._folders = folders

    @cached_property
    def _engine(self) -> Engine:
        return choose_engine(self._home, os.environ)

    def play(self, target: str, play: str, inputs: Inputs | None) -> Outcome | None:
        """Start a play or go on with it; one that rests is only told of."""
        try:
            file = find_flow(target, self._folders)
        except NoSuchFlow as error:
            return Outcome(EXIT_USAGE, None, str(error))

        def prepare(connection: sqlite3.Connection) -> Play | Start:
            return start_or_resume(connection, play, file, inputs, self._engine.name)

        return self._run(play, prepare)

    def resume(
        self, play: str, answer: str | None = None, question: str | None = None
    ) -> Outcome | None:
        """Go on with a play, also one that failed or was cancelled."""

        def prepare(connection: sqlite3.Connection) -> Play | Start:
            known = _read_known(connection, play)
            if answer is not None:
                _answer(connection, play, answer, question)
            if known.status == "success":
                return known
            waits = [i.name for i in read_questions(connection, play) if not i.answer]
            if waits and known.status == "awaiting_resume":
                return known
            return go_on(connection, known)

        return self._run(play, prepare)

    def rerun(self, play: str, new_play: str) -> Outcome | None:
        """Play the flow of a play again, as it is now, with the same inputs."""

        def prepare(connection: sqlite3.Connection) -> Play | Start:
            known = _read_known(connection, play)
            _verify_new(connection, new_play)
            start = self._renew(connection, known, new_play)
            new = replace(start.play, rerun_of=play)
            write_play(connection, new)
            return replace(start, play=new)

        return self._run(new_play, prepare)

    def fork(self, play: str, step: str, new_play: str) -> Outcome | None:
        """Play a flow, as it is now, from a step of another play on."""

        def prepare(connection: sqlite3.Connection) -> Play | Start:
            known = _read_known(connection, play)
            start = self._renew(connection, known, new_play)
            new = replace(start.play, forked_from=f"{play} {step}")
            write_play(connection, new)
            return replace(start, play=new)

        def copy() -> None:
            with closing(open_store(store_path(self._home))) as connection:
                _read_known(connection, play)
                _verify_new(connection, new_play)
            if not self._engine.fork(play, step, new_play):
                raise WrongPlay(
                    f"play {play} has no finished step {step!r}: "
                    f"hero-runner show {play} lists them"
                )

        return self._run(new_play, prepare, copy)

    def _run(
        self,
        play: str,
        prepare: Callable[[sqlite3.Connection], Play | Start],
        first: Callable[[], None] = lambda: None,
    ) -> Outcome | None:
        if not is_play_id(play):
            text = (
                f"{play!r} is no id of a play: use letters, digits, '.', '_', ':', '-'"
            )
            return Outcome(EXIT_USAGE, None, text)
        try:
            owner = self._engine.own(play)
            first()
            with closing(open_store(store_path(self._home))) as connection:
                with transaction(connection):
                    found = prepare(connection)
                    _verify_engine(found, self._engine.name)
            if isinstance(found, Play):
                owner.release()
                return build_outcome(found)
        except OwnedElsewhere as error:
            return Outcome(EXIT_RESUME, None, str(error))
        except (StoreError, WrongPlay, WrongAnswer) as error:
            return Outcome(EXIT_USAGE, None, str(error))
        except sqlite3.Error as error:
            return Outcome(EXIT_USAGE, None, f"{store_path(self._home)}: {error}")
        try:
            outcome = run_attempt(self._home, found, self._engine, owner, self._folders)
        except StoreError as error:
            outcome = Outcome(EXIT_RESUME, None, f"play {play}: {error}")
        if outcome is not None:  # The process of the flow owns it to its end.
            owner.release()
        return outcome

    def _renew(self, connection: sqlite3.Connection, known: Play, new: str) -> Start:
        """Return a new play of the same flow; of its present source, if it is there."""
        version = read_version(connection, known.version)
        if os.path.isfile(version.path):
            version = read_flow(FlowFile(Path(version.path), known.flow))
            write_version(connection, version)
        engine = self._engine.name
        return Start(build_play(new, known.flow, version, known.given, engine), version)


def _read_known(connection: sqlite3.Connection, play: str) -> Play:
    known = read_play(connection, play)
    if known is None:
        raise WrongPlay(f"no play {play}: hero-runner plays lists them")
    return known


def _verify_engine(found: Play | Start, engine: str) -> None:
    """Refuse to run a play whose finished steps another engine has."""
    if isinstance(found, Start) and found.play.engine != engine:
        raise WrongPlay(
            f"play {found.play.id} began with the engine {found.play.engine}: set "
            f"HERO_ENGINE={found.play.engine} to go on with it"
        )


def _verify_new(connection: sqlite3.Connection, play: str) -> None:
    if read_play(connection, play) is not None:
        raise WrongPlay(f"there is a play {play} already: give another --id")


def _answer(
    connection: sqlite3.Connection, play: str, answer: str, name: str | None
) -> None:
    open_ = [item for item in read_questions(connection, play) if item.answer is None]
    meant = [item for item in open_ if name in (None, item.name, item.key)]
    if len(meant) != 1:
        names = ", ".join(repr(item.name) for item in open_) or "nothing"
        raise WrongPlay(f"play {play} waits for {names}: name one with --question")
    write_answer(connection, play, meant[0].key, read_answer(meant[0], answer))
