"""Build the command with which hero_proc plays a flow."""

import inspect
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hero_runner.authoring.flow import FlowInfo
from hero_runner.plays.inputs import WrongInputs, read_inputs
from hero_runner.registering.placeholder import OPENING, render_placeholder

_LISTED: Final = (
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.KEYWORD_ONLY,
)


class NotRegistrable(Exception):
    """A flow cannot be registered as asked; the message lists every problem."""


@dataclass(frozen=True, slots=True)
class Target:
    """Hold what the command of an action says.

    `play` is the id of the play that all jobs share; without one, each job is a play
    of its own, and the id of the job is its id.
    """

    path: Path
    info: FlowInfo
    home: Path
    folders: Sequence[Path]
    source: Path | None
    texts: Mapping[str, str]
    play: str | None


def build_command(target: Target, asked: Sequence[str]) -> list[str]:
    """Return a command that needs no environment and starts or goes on with a play.

    Raises `NotRegistrable`.
    """
    pairs = dict(target.texts) | {name: render_placeholder(name) for name in asked}
    function = target.info.function.__name__
    # -P: the working directory does not stand in for modules of Python.
    command = [sys.executable, "-P", "-m", "hero_runner", "play"]
    command += [f"{target.path}:{function}", "--wait", "--home", str(target.home)]
    for folder in target.folders:
        command += ["--flows", str(folder)]
    command += ["--job"] if target.play is None else ["--id", target.play]
    if target.source is not None:
        command += ["--input", str(target.source)]
    marked = [f"{name}={text}" for name, text in pairs.items()]
    _refuse_marks([*command, *(item for item in marked if _names(item) not in asked)])
    return [*command, "--", *marked] if marked else command


def list_asked(
    info: FlowInfo, values: Mapping[str, object], texts: Mapping[str, str]
) -> list[str]:
    """Return the inputs that each job is asked for, in the order of the flow.

    They are those that it needs and is not given, and those given as `name={{name}}`.
    Raises `NotRegistrable` for inputs that the flow does not take.
    """
    parameters = inspect.signature(info.function).parameters
    named = [name for name, text in texts.items() if text == render_placeholder(name)]
    missing = [
        name
        for name, item in parameters.items()
        if item.kind in _LISTED
        and item.default is item.empty
        and name not in values
        and name not in texts
    ]
    asked = {*named, *missing}
    try:
        fixed = {name: text for name, text in texts.items() if name not in asked}
        read_inputs(info, values, fixed, later=asked)
    except WrongInputs as error:
        raise NotRegistrable(str(error)) from error
    return [name for name in dict.fromkeys((*parameters, *named)) if name in asked]


def _refuse_marks(parts: Sequence[str]) -> None:
    marked = [part for part in parts if OPENING in part]
    if marked:
        texts = "\n  ".join(marked)
        raise NotRegistrable(
            f"hero_proc would fill in what follows {OPENING} in:\n  {texts}\n"
            "give texts that hold it in a file, with --input; name=" + "{{name}} asks "
            "each job for an input"
        )


def _names(pair: str) -> str:
    return pair.partition("=")[0]
