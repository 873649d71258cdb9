"""Record what the stages were told, and tell them the same again.

A recording is a file of JSON lines: the question, the digest of what was asked, and the
answer. Replaying runs the same code against it. Where the code asks something else than
it did, or a script gives something else, the replay has diverged.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from hero_runner.agent.backend import (
    Approval,
    Backend,
    Execution,
    SavedScript,
    Service,
)
from hero_runner.gate import GateReport
from hero_runner.language_models.chat import ChatAnswer, ChatRequest
from hero_runner.language_models.errors import LanguageModelError
from hero_runner.language_models.routes import Role

FORM: Final = 1
LARGEST_RECORDING: Final = 256 * 1024 * 1024

AnswerT = TypeVar("AnswerT")

Run = Callable[[str, Sequence[str], Sequence[Approval], Execution], Execution]
"""Run a script as it ran before: source, services, approvals, and the recorded run."""


class Diverged(Exception):
    """Say where a replay asked or got something else than what was recorded."""


class NotARecording(Exception):
    """Say why a file cannot be replayed."""


class RecordingBackend:
    """Pass every question on, and write down the answer."""

    def __init__(
        self, backend: Backend, path: Path, head: Mapping[str, Any] | None = None
    ) -> None:
        self._backend = backend
        self._path = path
        line = {**(head or {}), "form": FORM, "play": backend.play}
        path.write_text(json.dumps(line) + "\n", "utf-8")

    @property
    def play(self) -> str:
        """Return the id of the play."""
        return self._backend.play

    def stage(self, name: str) -> AbstractContextManager[object]:
        """Open the span of a stage, which is not recorded."""
        return self._backend.stage(name)

    def note(self, **tags: object) -> None:
        """Add to the span, which is not recorded."""
        self._backend.note(**tags)

    def tell_time(self) -> str:
        """Return the present local time."""
        return self._keep("time", [], str, self._backend.tell_time())

    def elapsed_ms(self) -> int:
        """Return how long the play has been running."""
        return self._keep("elapsed", [], int, self._backend.elapsed_ms())

    def find_saved(self, request: str) -> tuple[SavedScript, ...]:
        """Return saved scripts that may fit."""
        found = self._backend.find_saved(request)
        return self._keep("saved", [request], tuple[SavedScript, ...], found)

    def list_services(self) -> tuple[Service, ...]:
        """Return the services with an installed client."""
        found = self._backend.list_services()
        return self._keep("services", [], tuple[Service, ...], found)

    def read_interface(self, service: str, request: str) -> str:
        """Return the interface of a service."""
        text = self._backend.read_interface(service, request)
        return self._keep("interface", [service, request], str, text)

    def complete(self, role: Role, request: ChatRequest) -> ChatAnswer:
        """Ask a language model, and record its answer or its error."""
        asked = [role, _dump(ChatRequest, request)]
        try:
            answer = self._backend.complete(role, request)
        except LanguageModelError as error:
            self._write("complete", asked, {"error": [error.message, error.hint]})
            raise
        self._write("complete", asked, {"answer": _dump(ChatAnswer, answer)})
        return answer

    def check(self, source: str, services: Sequence[str]) -> GateReport:
        """Check a script."""
        report = self._backend.check(source, services)
        return self._keep("check", [source, list(services)], GateReport, report)

    def execute(
        self, source: str, services: Sequence[str], approved: Sequence[Approval]
    ) -> Execution:
        """Run a script."""
        execution = self._backend.execute(source, services, approved)
        asked = [source, list(services), [one.token for one in approved]]
        return self._keep("execute", asked, Execution, execution)

    def ask(self, question: str) -> str:
        """Ask the user."""
        return self._keep("ask", [question], str, self._backend.ask(question))

    def confirm(self, question: str) -> bool:
        """Ask the user for yes or no."""
        return self._keep("confirm", [question], bool, self._backend.confirm(question))

    def _keep(
        self, name: str, asked: list[Any], type_: Any, answer: AnswerT
    ) -> AnswerT:
        self._write(name, asked, {"answer": _dump(type_, answer)})
        return answer

    def _write(self, name: str, asked: list[Any], answer: dict[str, Any]) -> None:
        entry = {"name": name, "asked": digest(asked), **answer}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")


class ReplayBackend:
    """Answer from a recording; only the gate and the scripts run anew."""

    def __init__(self, path: Path, check: Callable[..., GateReport], run: Run) -> None:
        self.head, self._entries = read_recording(path)
        self.play = str(self.head["play"])
        self._position = 0
        self._check = check
        self._run = run

    @property
    def is_finished(self) -> bool:
        """Whether everything that was recorded was asked for."""
        return self._position == len(self._entries)

    def stage(self, name: str) -> AbstractContextManager[object]:
        """Open nothing."""
        return nullcontext()

    def note(self, **tags: object) -> None:
        """Note nothing."""

    def tell_time(self) -> str:
        """Return the recorded time."""
        return self._answer("time", [], str)

    def elapsed_ms(self) -> int:
        """Return the recorded duration."""
        return self._answer("elapsed", [], int)

    def find_saved(self, request: str) -> tuple[SavedScript, ...]:
        """Return the saved scripts of then."""
        return self._answer("saved", [request], tuple[SavedScript, ...])

    def list_services(self) -> tuple[Service, ...]:
        """Return the services of then."""
        return self._answer("services", [], tuple[Service, ...])

    def read_interface(self, service: str, request: str) -> str:
        """Return the interface of then."""
        return self._answer("interface", [service, request], str)

    def complete(self, role: Role, request: ChatRequest) -> ChatAnswer:
        """Return the recorded answer to the same conversation."""
        entry = self._next("complete", [role, _dump(ChatRequest, request)])
        if "error" in entry:
            raise LanguageModelError(*entry["error"])
        return TypeAdapter(ChatAnswer).validate_python(entry["answer"])

    def check(self, source: str, services: Sequence[str]) -> GateReport:
        """Check the script again, and compare what is found."""
        before = self._answer("check", [source, list(services)], GateReport)
        now = self._check(source, services)
        if now.findings != before.findings:
            raise Diverged(
                f"{self._where}: the gate finds {len(now.findings)} things in the "
                f"script and found {len(before.findings)}: the interfaces or the gate "
                "have changed since"
            )
        return before

    def execute(
        self, source: str, services: Sequence[str], approved: Sequence[Approval]
    ) -> Execution:
        """Run the script again on recorded calls, and compare what it gives."""
        asked = [source, list(services), [one.token for one in approved]]
        before = self._answer("execute", asked, Execution)
        now = self._run(source, services, approved, before)
        for name in ("status", "exit_code", "stdout", "calls"):
            if getattr(now, name) != getattr(before, name):
                raise Diverged(
                    f"{self._where}: the {name} of the script differs: "
                    f"{getattr(now, name)!r:.300} instead of "
                    f"{getattr(before, name)!r:.300}"
                )
        return before

    def ask(self, question: str) -> str:
        """Return the answer of then."""
        return self._answer("ask", [question], str)

    def confirm(self, question: str) -> bool:
        """Return the decision of then."""
        return self._answer("confirm", [question], bool)

    @property
    def _where(self) -> str:
        return f"entry {self._position} of the recording"

    def _answer(self, name: str, asked: list[Any], type_: type[AnswerT]) -> AnswerT:
        entry = self._next(name, asked)
        return TypeAdapter(type_).validate_python(entry["answer"])

    def _next(self, name: str, asked: list[Any]) -> dict[str, Any]:
        if self.is_finished:
            raise Diverged(f"the recording ends, and now comes one more {name}")
        entry = self._entries[self._position]
        self._position += 1
        if entry["name"] != name:
            raise Diverged(f"{self._where} is {entry['name']}, and now comes {name}")
        if entry["asked"] != digest(asked):
            raise Diverged(
                f"{self._where}, {name}: something else is asked than was recorded; "
                "what was answered before it differs, or the code does"
            )
        return entry


def read_recording(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the first line and the entries of a recording.

    Raises `NotARecording`.
    """
    try:
        if path.stat().st_size > LARGEST_RECORDING:
            raise NotARecording(f"{path} is larger than {LARGEST_RECORDING} bytes")
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        head, *entries = lines
        known = head["form"] == FORM and "play" in head
        known = known and all(one["name"] for one in entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotARecording(f"{path} cannot be read as a recording: {error}") from error
    if not known:
        raise NotARecording(f"{path} has form {head['form']!r}, and {FORM} is known")
    return head, entries


def digest(asked: list[Any]) -> str:
    """Return a digest that stands for what was asked."""
    text = json.dumps(asked, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _dump(type_: Any, value: object) -> Any:
    return TypeAdapter(type_).dump_python(value, mode="json")
