"""Be the process of a flow: run it, and note in the play store what came of it.

The outcome is noted at the very end of the process, after its threads: a thread that
fails fails the play, and one that does not end keeps the play running.
"""

import atexit
import gc
import json
import os
import signal
import sqlite3
import sys
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, Final, TextIO

from hero_runner.authoring.calls import is_coroutine_function
from hero_runner.authoring.flow import FlowInfo, read_flow_info
from hero_runner.authoring.session import Session
from hero_runner.authoring.span import Span, describe_error
from hero_runner.authoring.stops import (
    Cancelled,
    Failed,
    Paused,
    PlayStopped,
    Stale,
    StoreFailed,
)
from hero_runner.authoring.threads import threads_keep_spans
from hero_runner.authoring.types import NotJson, encode_value, read_return_type
from hero_runner.conventions import (
    FLOW_FOLDERS,
    HOME_VARIABLE,
    PARENT_SPAN,
    PLAY_VARIABLE,
    SPAN_SOCKET,
)
from hero_runner.engines.lifeline import end_with
from hero_runner.engines.port import Engine
from hero_runner.plays.answers import StoredAnswers
from hero_runner.plays.inputs import WrongInputs, read_inputs
from hero_runner.plays.loading import FlowNotFound, find_flow_function, load_module
from hero_runner.plays.subflows import StoredSubflows
from hero_runner.spans.sender import SpanSender
from hero_runner.store.connection import StoreError, open_store, transaction
from hero_runner.store.home import store_path
from hero_runner.store.plays import FlowVersion, Play, change_play

_STOPS: Final = (
    (Paused, "awaiting_resume"),
    (Stale, "stale"),
    (StoreFailed, "interrupted"),
    (Cancelled, "cancelled"),
)


@dataclass(frozen=True, slots=True)
class Ending:
    """Hold how a flow ended: the status of its play, its result or its error."""

    status: str
    output: str | None = None
    error: str | None = None


class FlowProcess:
    """Run the flow of one play in this process, which is made for it."""

    def __init__(
        self,
        home: Path,
        play: Play,
        version: FlowVersion,
        engine: Engine,
        socket_path: str,
        folders: list[Path],
    ) -> None:
        self._home = home
        self._play = play
        self._version = version
        self._steps = engine.open_steps(play.id)
        sender = SpanSender(socket_path)
        self._session = Session(
            play.trace,
            sender,
            play=play.id,
            steps=self._steps,
            answers=StoredAnswers(store_path(home), play.id),
            subflows=StoredSubflows(home, play.id, folders),
        )
        self._thread_error: str | None = None
        os.environ[SPAN_SOCKET] = socket_path
        os.environ[PLAY_VARIABLE] = play.id
        os.environ[HOME_VARIABLE] = str(home)
        os.environ[FLOW_FOLDERS] = os.pathsep.join(map(str, folders))
        os.environ.pop(PARENT_SPAN, None)

    def run(self) -> None:
        """Run the flow to its end; what came of it is noted when the process ends."""
        signal.signal(signal.SIGTERM, self._cancel)
        threading.excepthook = self._take_thread_error
        with threads_keep_spans():
            ending = self._end_with_reason()
        atexit.register(self._finish, ending)

    def _end_with_reason(self) -> Ending:
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGINT))
            return self._call_flow()
        except PlayStopped as stop:
            return _describe_stop(stop)
        except (WrongInputs, FlowNotFound) as error:
            return Ending("refused", error=str(error))
        except Failed as failure:
            return Ending("failed", _encode_result(failure), str(failure))
        except NotJson as error:
            return Ending("failed", error=f"the flow returned {error}")
        except KeyboardInterrupt:
            return Ending("cancelled")
        except SystemExit as error:
            return Ending("failed", error=f"the flow called sys.exit({error.code!r})")
        except BaseException as error:
            _show_traceback(error)
            return Ending("failed", error=describe_error(error))

    def _call_flow(self) -> Ending:
        module = _load_for_good(self._version)
        info = read_flow_info(find_flow_function(module, self._play.flow))
        assert info is not None
        given = json.loads(self._play.given)
        inputs = read_inputs(info, given["values"], given["texts"])
        self._note(flow=info.name, input=_render_inputs(inputs))
        result = self._run_root(info, inputs)
        output = encode_value(result, read_return_type(info.function))
        return Ending("success", output=output)

    def _run_root(self, info: FlowInfo, inputs: dict[str, Any]) -> Any:
        if not is_coroutine_function(info.function):
            with self._open_root(info):
                return info.function(**inputs)
        import asyncio

        async def run() -> Any:
            with self._open_root(info):
                return await info.function(**inputs)

        return asyncio.run(run())

    def _open_root(self, info: FlowInfo) -> Span:
        span = Span(self._session, None, info.name, "flow", {})
        os.environ[PARENT_SPAN] = span.id
        return span

    def _cancel(self, number: int, frame: FrameType | None) -> None:
        if self._session.stop is None:
            self._session.stop = Cancelled("was asked to stop")
            raise self._session.stop

    def _take_thread_error(self, arguments: threading.ExceptHookArgs) -> None:
        error = arguments.exc_value
        if isinstance(error, PlayStopped):
            self._session.stop = self._session.stop or error
        elif error is not None and not isinstance(error, SystemExit):
            name = arguments.thread.name if arguments.thread else "unknown"
            _show_traceback(error)
            text = f"the thread {name!r} raised {describe_error(error)}"
            self._thread_error = self._thread_error or text

    def _finish(self, ending: Ending) -> None:
        """Note the outcome; runs after all threads ended."""
        if ending.status == "success" and self._session.stop is not None:
            ending = _describe_stop(self._session.stop)
        if ending.status == "success" and self._thread_error is not None:
            ending = Ending("failed", error=self._thread_error)
        dropped = self._play.dropped + self._session.close()
        try:
            self._steps.close()
            self._note(
                status=ending.status,
                output=ending.output,
                error=ending.error,
                dropped=dropped,
            )
        except (StoreError, sqlite3.Error) as error:
            # What cannot be noted did not happen: the play is to go on later.
            os.write(2, f"hero-runner: {error}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def _note(self, **changes: Any) -> None:
        path = store_path(self._home)
        with closing(open_store(path, must_exist=True)) as connection:
            with transaction(connection):
                change_play(connection, self._play.id, **changes)


def become_flow_process(lifeline: int, output: int) -> None:
    """Leave the terminal, print to the watching process, and end when it does."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdout, sys.stderr = _open_text(1), _open_text(2)
    end_with(lifeline)


def _open_text(descriptor: int) -> TextIO:
    """Return a stream that passes each line on at once, and takes any text."""
    return open(
        descriptor, "w", buffering=1, encoding="utf-8", errors="backslashreplace"
    )


def _load_for_good(version: FlowVersion) -> ModuleType:
    """Load the module of a flow, and look no more through what was loaded.

    Modules stay to the end: looking for garbage in those of a flow with many imports
    takes a fifth of the time of its process, most of it when the process ends.
    """
    gc.disable()
    try:
        return load_module(version)
    finally:
        gc.freeze()
        gc.enable()


def _encode_result(failure: Failed) -> str | None:
    """Return the result of a flow that failed, if it has one that can be kept."""
    if failure.result is None:
        return None
    with suppress(NotJson):
        return encode_value(failure.result, type(failure.result))
    return None


def _describe_stop(stop: PlayStopped) -> Ending:
    status = next(name for kind, name in _STOPS if isinstance(stop, kind))
    return Ending(status, error=str(stop))


def _render_inputs(inputs: dict[str, Any]) -> str:
    from hero_runner.spans.events import render_json

    return render_json(inputs)


def _show_traceback(error: BaseException) -> None:
    """Print where the flow failed, without the frames of the runner."""
    import traceback

    own = os.path.dirname(os.path.dirname(__file__)) + os.sep
    shown: traceback.TracebackException | None
    shown = traceback.TracebackException.from_exception(error, compact=True)
    whole = shown
    while shown is not None:
        shown.stack[:] = [item for item in shown.stack if own not in item.filename]
        shown = shown.__cause__ or shown.__context__
    whole.print()
