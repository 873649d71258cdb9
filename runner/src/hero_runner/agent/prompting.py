"""Build the conversations with language models; what stays the same comes first.

An endpoint that keeps what it has read of a prompt only helps if prompts begin alike:
rules and interfaces first, in an order of their own, then the task. What comes from
users and services stands between marks, and cannot close them.
"""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Final

from hero_runner.agent.backend import Service
from hero_runner.agent.result import Call
from hero_runner.language_models.chat import ChatRequest, Message

LONGEST_TASK: Final = 16 * 1024
LONGEST_OUTPUT: Final = 16 * 1024
_MOST_CALLS: Final = 50
_MARK: Final = re.compile(r"<(?=\s*/?\s*(?:task|output|calls|problem)\b)", re.I)

Conversation = tuple[Message, ...]


def ask_for_services(request: str, services: Iterable[Service]) -> ChatRequest:
    """Ask which services a task needs, from names and summaries alone."""
    catalog = "\n".join(f"- {one.name}: {one.summary}" for one in services)
    system = f"{read_prompt('select')}{catalog}\n"
    return ChatRequest((Message("system", system), Message("user", _task(request))))


def begin_writing(request: str, interfaces: Sequence[str], now: str) -> Conversation:
    """Begin the conversation in which a script is written and corrected."""
    system = read_prompt("write") + "\n\n".join(interfaces) + "\n"
    user = f"The present local time is {now}.\n{_task(request)}"
    return (Message("system", system), Message("user", user))


def tell_answer(question: str, answer: str) -> Conversation:
    """Go on after the user answered a question."""
    return (
        Message("assistant", f"ASK: {question}"),
        Message("user", f"The user answers:\n{_between('task', answer)}"),
    )


def tell_problem(source: str, problem: str, calls: Sequence[Call]) -> Conversation:
    """Go on after a script went wrong."""
    said = Message("assistant", f"```python\n{source.rstrip()}\n```")
    parts = [read_prompt("debug").rstrip(), _between("problem", problem)]
    if calls:
        parts.append(f"Calls that were made:\n{_between('calls', list_calls(calls))}")
    return (said, Message("user", "\n".join(parts)))


def ask_for_summary(request: str, output: str, calls: Sequence[Call]) -> ChatRequest:
    """Ask what to tell the user."""
    parts = [
        _task(request),
        _between("output", cut_middle(output, LONGEST_OUTPUT)),
        _between("calls", list_calls(calls)),
    ]
    return ChatRequest(
        (
            Message("system", read_prompt("summarise")),
            Message("user", "\n".join(parts)),
        )
    )


def list_calls(calls: Sequence[Call]) -> str:
    """Return a line for each call, and the number of those that are left out."""
    lines = [
        f"{one.service} {one.method} ({one.effect}) {one.arguments}: {one.outcome}"
        + (f", {one.error}" if one.error else "")
        for one in calls[:_MOST_CALLS]
    ]
    if len(calls) > _MOST_CALLS:
        lines.append(f"and {len(calls) - _MOST_CALLS} more")
    return "\n".join(lines)


def cut_middle(text: str, limit: int) -> str:
    """Return the beginning and the end of a text that is too long, and say so."""
    if len(text) <= limit:
        return text
    half = limit // 2
    left_out = len(text) - 2 * half
    return f"{text[:half]}\n[{left_out} characters left out]\n{text[-half:]}"


def read_prompt(name: str) -> str:
    """Return the rules of a role."""
    return files(__package__).joinpath("prompts", f"{name}.txt").read_text("utf-8")


def _task(request: str) -> str:
    return _between("task", cut_middle(request, LONGEST_TASK))


def _between(mark: str, text: str) -> str:
    """Put a text between marks that it cannot close."""
    harmless = _MARK.sub("&lt;", text)
    return f"<{mark}>\n{harmless}\n</{mark}>"
