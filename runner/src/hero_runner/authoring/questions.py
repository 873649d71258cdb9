"""Ask people for a text, a number or a choice: the object `ask_user`."""

from collections.abc import Sequence
from typing import Any, Final

from hero_runner.authoring.asking import ask_play
from hero_runner.authoring.stops import Failed


class AskUser:
    """Ask; the play waits until it has the answer, without a process.

    `name` tells questions of a flow apart, and is the text of the question unless
    given. An answer of another form than asked for is refused where it is given.
    """

    def text(self, question: str, *, name: str | None = None) -> str:
        """Ask for a text."""
        return str(_ask("text", question, name, {"type": "string"}))

    def number(self, question: str, *, name: str | None = None) -> float:
        """Ask for a number; whole numbers are returned as `int`."""
        answer = _ask("number", question, name, {"type": "number"})
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            raise Failed(f"the answer to {question!r} is no number: {answer!r}")
        return answer

    def choice(
        self, question: str, options: Sequence[str], *, name: str | None = None
    ) -> str:
        """Ask for one of several texts."""
        schema = {"type": "string", "enum": list(options)}
        return str(_ask("choice", question, name, schema))

    def multi_choice(
        self, question: str, options: Sequence[str], *, name: str | None = None
    ) -> list[str]:
        """Ask for any number of several texts."""
        items = {"type": "string", "enum": list(options)}
        answer = _ask("multi_choice", question, name, {"type": "array", "items": items})
        return [str(item) for item in answer]

    def confirm(self, question: str, *, name: str | None = None) -> bool:
        """Ask for yes or no."""
        return _ask("confirm", question, name, {"type": "boolean"}) is True


def _ask(kind: str, question: str, name: str | None, schema: dict[str, Any]) -> Any:
    return ask_play(name or question, schema, {"kind": kind, "label": question})


ask_user: Final = AskUser()
