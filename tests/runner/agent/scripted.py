"""A backend whose answers are given beforehand, in their order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from hero_runner.agent.backend import Approval, Execution, SavedScript, Service
from hero_runner.gate import Finding, GateReport
from hero_runner.language_models.chat import ChatAnswer, ChatRequest, Usage
from hero_runner.language_models.errors import LanguageModelError
from hero_runner.language_models.routes import Role

DONE = Execution("done", "", 0, "stored event 7\n", "", 5)


def failed(stderr: str) -> Execution:
    """Return a run that ended with an error."""
    return Execution("failed", "the script ended with exit code 1", 1, "", stderr, 5)


@dataclass(slots=True)
class ScriptedBackend:
    """Give what was prepared, and remember what was asked."""

    answers: list[str | LanguageModelError]
    findings: list[tuple[Finding, ...]] = field(default_factory=list)
    executions: list[Execution] = field(default_factory=list)
    user: list[str] = field(default_factory=list)
    decisions: list[bool] = field(default_factory=list)
    saved: tuple[SavedScript, ...] = ()
    services: tuple[Service, ...] = (
        Service("hero_books", "Books in workspaces."),
        Service("hero_osis_calendar", "Calendar events."),
    )
    play: str = "play-1"
    requests: list[tuple[Role, ChatRequest]] = field(default_factory=list)
    executed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Remember the order of stages."""
        self.stages.append(name)
        yield

    def note(self, **tags: object) -> None:
        """Note nothing."""

    def tell_time(self) -> str:
        """Return a time that stands still."""
        return "2026-03-01T09:00:00+01:00"

    def elapsed_ms(self) -> int:
        """Return a duration that stands still."""
        return 1234

    def find_saved(self, request: str) -> tuple[SavedScript, ...]:
        """Return what was prepared."""
        return self.saved

    def list_services(self) -> tuple[Service, ...]:
        """Return what was prepared."""
        return self.services

    def read_interface(self, service: str, request: str) -> str:
        """Return a text that names the service."""
        return f"# SERVICE: {service}"

    def complete(self, role: Role, request: ChatRequest) -> ChatAnswer:
        """Give the next answer, or raise it."""
        self.requests.append((role, request))
        answer = self.answers.pop(0)
        if isinstance(answer, LanguageModelError):
            raise answer
        return ChatAnswer(answer, "tiny", "stop", Usage(10, 2), None, 7, 1, "default")

    def check(self, source: str, services: Sequence[str]) -> GateReport:
        """Give the next findings; none when they have run out."""
        found = self.findings.pop(0) if self.findings else ()
        return GateReport(found, "scripted", 1.0)

    def execute(
        self, source: str, services: Sequence[str], approved: Sequence[Approval]
    ) -> Execution:
        """Give the next run, the good one when they have run out."""
        self.executed.append((source, tuple(one.token for one in approved)))
        return self.executions.pop(0) if self.executions else DONE

    def ask(self, question: str) -> str:
        """Give the user's next answer."""
        self.questions.append(question)
        return self.user.pop(0)

    def confirm(self, question: str) -> bool:
        """Give the user's next decision."""
        self.questions.append(question)
        return self.decisions.pop(0)
