"""Keep a script that worked as a flow, and run such a script again.

A kept script is two files: `NAME.py` in a folder of flows is a flow with typed inputs,
and `saved/NAME.py` below it is what was written and checked. The first says which
services the second may call, and which request it was written for.
"""

import ast
import json
import keyword
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from hero_runner.agent.backend import SavedScript
from hero_runner.agent.result import AgentResult
from hero_runner.agent.scripts import Input, NoInputs, read_inputs
from hero_runner.gate import GrantNotFound, check_script, find_grant
from hero_runner.store.plays import Play

FOLDER: Final = "saved"
LARGEST: Final = 256 * 1024
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_REQUEST: Final = "REQUEST"
_SERVICES: Final = "SERVICES"


class CannotKeep(Exception):
    """Say why a script cannot be kept under a name, and what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of a script that was kept."""

    flow: Path
    script: Path


def keep_script(
    folder: Path, name: str, request: str, source: str, services: Sequence[str]
) -> Kept:
    """Write the flow and the script of a name that is not taken.

    Raises `CannotKeep`.
    """
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise CannotKeep(
            f"{name!r} is no name for a flow: use lower-case letters, digits and "
            "underscores, a letter first"
        )
    flow, script = folder / f"{name}.py", folder / FOLDER / f"{name}.py"
    if flow.exists() or script.exists():
        raise CannotKeep(f"{flow} is there already: choose another name, or remove it")
    try:
        inputs = read_inputs(source)
    except (NoInputs, SyntaxError) as error:
        raise CannotKeep(
            f"the script has no typed inputs: {error}. Edit its function main, then "
            "keep it with --script FILE"
        ) from error
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(source, "utf-8")
    flow.write_text(render_flow(name, request, services, inputs), "utf-8")
    return Kept(flow, script)


def parse_kept(play: Play) -> SavedScript:
    """Return the script of a play of the agent that succeeded, without a name.

    Raises `CannotKeep`.
    """
    try:
        result = TypeAdapter(AgentResult).validate_json(play.output or "")
        request = json.loads(play.input or "{}")["prompt"]
    except (ValidationError, ValueError, KeyError, TypeError):
        raise CannotKeep(f"play {play.id} is no play of the agent that ended") from None
    if result.stop not in ("done", "saved_script"):
        raise CannotKeep(
            f"play {play.id} ended as {result.stop}: only a script that did its task "
            "is kept"
        )
    return SavedScript("", str(request), result.script, result.services)


def check_kept(source: str, services: Sequence[str]) -> None:
    """Raise `CannotKeep` for a script that does not pass the gate."""
    try:
        report = check_script(source, [find_grant(name) for name in services])
    except GrantNotFound as error:
        raise CannotKeep(str(error)) from error
    if not report.passed:
        first = report.findings[0]
        raise CannotKeep(
            f"the script does not pass the gate: line {first.line}: {first.message}; "
            "hero-runner check-script lists all findings"
        )


def render_flow(
    name: str, request: str, services: Sequence[str], inputs: Sequence[Input]
) -> str:
    """Return the module of a kept script's flow."""
    title = _first_line(request) or name
    ordered = sorted(inputs, key=lambda one: one.default is not None)
    signature = "".join(f"    {_render_parameter(one)},\n" for one in ordered)
    parameters = f"(\n{signature})" if signature else "()"
    passed = "".join(f"        {_quote(one.name)}: {one.name},\n" for one in ordered)
    values = f"{{\n{passed}    }}" if passed else "{}"
    return "\n".join(
        (
            f"{_render_docstring(title)}",
            "",
            "from pathlib import Path",
            "",
            "from hero_runner import flow",
            "from hero_runner.agent.live import run_saved",
            "",
            f"{_REQUEST} = {_quote(request)}",
            f"{_SERVICES} = {_render_tuple(services)}",
            "",
            "",
            f"@flow(\n    description={_quote(title)},\n)",
            f"def {name}{parameters} -> str:",
            f"    inputs: dict[str, object] = {values}",
            f'    script = Path(__file__).parent / "{FOLDER}" / "{name}.py"',
            f"    return run_saved(script, {_SERVICES}, inputs)",
            "",
        )
    )


def read_saved(folder: Path) -> Iterator[SavedScript]:
    """Yield the kept scripts of a folder of flows; passes over what is none."""
    for script in sorted((folder / FOLDER).glob("*.py")):
        flow = folder / script.name
        try:
            if max(script.stat().st_size, flow.stat().st_size) > LARGEST:
                continue
            constants = _read_constants(flow.read_text("utf-8"))
            source = script.read_text("utf-8")
        except (OSError, ValueError, SyntaxError, RecursionError):
            continue
        request, services = constants.get(_REQUEST), constants.get(_SERVICES)
        if isinstance(request, str) and isinstance(services, tuple):
            names = tuple(str(one) for one in services)
            yield SavedScript(script.stem, request, source, names)


def _read_constants(text: str) -> dict[str, object]:
    """Return the plain values that a module assigns, without running it."""
    found: dict[str, object] = {}
    for node in ast.parse(text).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                try:
                    found[name] = ast.literal_eval(value)
                except ValueError:
                    continue
    return found


def _render_parameter(one: Input) -> str:
    default = "" if one.default is None else f" = {one.default}"
    return f"{one.name}: {one.annotation}{default}"


def _render_tuple(texts: Sequence[str]) -> str:
    if len(texts) < 2:
        return f"({''.join(f'{_quote(text)},' for text in texts)})"
    lines = "".join(f"    {_quote(text)},\n" for text in texts)
    return f"(\n{lines})"


def _first_line(request: str) -> str:
    line = " ".join(request.split())[:70]
    return "".join(one for one in line if one.isprintable()).rstrip(". ")


def _render_docstring(line: str) -> str:
    """Return a docstring of one line, whatever is in it."""
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}."""'


def _quote(text: str) -> str:
    """Return a Python string as black writes it: the quotes with fewer escapes."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    if '"' in whole and "'" not in whole and whole.isprintable():
        return repr(whole)
    return json.dumps(whole, ensure_ascii=False)
