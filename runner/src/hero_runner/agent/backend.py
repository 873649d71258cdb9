"""Define what the stages need of the world, so that it can be recorded and replayed."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from hero_runner.agent.result import Call
from hero_runner.gate import GateReport
from hero_runner.language_models.chat import ChatAnswer, ChatRequest
from hero_runner.language_models.routes import Role


@dataclass(frozen=True, slots=True)
class Service:
    """A service that scripts may be written against."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A call that was not made because somebody has to allow it first."""

    token: str
    """Stands for this call with these arguments, once."""
    service: str
    method: str
    effect: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Execution:
    """What became of running a script."""

    status: str
    """As the sandbox names it: `done`, `failed`, `timed_out` and so on."""
    reason: str
    exit_code: int | None
    stdout: str
    stderr: str
    duration_ms: int
    calls: tuple[Call, ...] = ()
    approvals: tuple[Approval, ...] = ()
    """What the script wanted to call and may not without asking."""
    recording: str = ""
    """Name of the file with every call and its answer, in the folder of the play."""


@dataclass(frozen=True, slots=True)
class SavedScript:
    """A script that was kept, and the request that it was written for."""

    name: str
    request: str
    source: str
    services: tuple[str, ...]


class Backend(Protocol):
    """Answer for everything outside the pipeline."""

    @property
    def play(self) -> str:
        """The id of the play, empty without one."""
        ...

    def stage(self, name: str) -> AbstractContextManager[object]:
        """Open the span of a stage."""
        ...

    def note(self, **tags: object) -> None:
        """Add to the span that is open."""
        ...

    def tell_time(self) -> str:
        """Return the present local time with its offset, as ISO 8601 writes it."""
        ...

    def elapsed_ms(self) -> int:
        """Return how long the play has been running."""
        ...

    def find_saved(self, request: str) -> tuple[SavedScript, ...]:
        """Return saved scripts that may fit, the best first."""
        ...

    def list_services(self) -> tuple[Service, ...]:
        """Return the services with an installed client, by name."""
        ...

    def read_interface(self, service: str, request: str) -> str:
        """Return the interface of a service, narrowed to the request if large."""
        ...

    def complete(self, role: Role, request: ChatRequest) -> ChatAnswer:
        """Ask the language model of a role; raises `LanguageModelError`."""
        ...

    def check(self, source: str, services: Sequence[str]) -> GateReport:
        """Check a script before it runs."""
        ...

    def execute(
        self, source: str, services: Sequence[str], approved: Sequence[Approval]
    ) -> Execution:
        """Run a script in the sandbox, with a broker before the services."""
        ...

    def ask(self, question: str) -> str:
        """Ask the user; the play waits until there is an answer."""
        ...

    def confirm(self, question: str) -> bool:
        """Ask the user for yes or no."""
        ...
