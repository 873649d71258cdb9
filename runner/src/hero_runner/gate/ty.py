"""Ask `ty` about scripts; the only module that knows how it is called and answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hero_runner.gate.grants import Grant
from hero_runner.gate.process import (
    VIEWS,
    CheckerUnavailable,
    find_program,
    list_source_folders,
    run_checker,
)

_SETTINGS: Final = """\
[analysis]
respect-type-ignore-comments = false

[rules]
unused-awaitable = "error"
redundant-condition-strict = "error"
pydantic-discarded-extra-argument = "error"
"""
_SERIOUS: Final = frozenset({"blocker", "critical", "major"})
_FOUND_NOTHING: Final = 0
_FOUND_SOMETHING: Final = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Hold what a checker says, in its own words."""

    file: str
    """Name of the file within the folder."""
    rule: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int


def run_ty(
    folder: Path, files: Sequence[str], grants: Sequence[Grant], *, is_flow: bool
) -> list[Diagnostic] | None:
    """Check files of a folder that holds nothing else; nothing if ty gave up.

    A script sees the runtime and the granted clients through a view that leaves pydantic
    out; a flow sees everything that is installed. To both, models have no unknown fields.
    Raises CheckerUnavailable if ty is missing or cannot be run as it is called here.
    """
    settings = folder / "settings" / "ty" / "ty.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    view = VIEWS / ("flows" if is_flow else "scripts")
    seen = [f"--extra-search-path={f}" for f in [view, *list_source_folders(grants)]]
    if is_flow:
        seen.append(f"--python={sys.prefix}")
    # ty merges what the user has set: that is to be these settings as well.
    environment = {"XDG_CONFIG_HOME": str(folder / "settings"), "HOME": str(folder)}
    output = run_checker(
        [
            str(find_program("ty")),
            "check",
            f"--config-file={settings}",
            "--project=.",
            f"--python-version={sys.version_info.major}.{sys.version_info.minor}",
            "--output-format=gitlab",
            "--no-progress",
            *seen,
            "--",
            *files,
        ],
        folder,
        environment,
    )
    if output.code is None or output.code < 0:
        return None
    if output.code not in (_FOUND_NOTHING, _FOUND_SOMETHING):
        raise CheckerUnavailable(f"ty failed: {output.stderr.strip()[-500:]}")
    return _parse_diagnostics(output.stdout)


def _parse_diagnostics(text: str) -> list[Diagnostic]:
    try:
        entries = json.loads(text)
    except ValueError:
        raise CheckerUnavailable(f"ty answered no JSON: {text[:200]!r}") from None
    return [_parse_entry(entry) for entry in entries if entry["severity"] in _SERIOUS]


def _parse_entry(entry: Mapping[str, object]) -> Diagnostic:
    match entry:
        case {
            "check_name": str(rule),
            "description": str(description),
            "location": {
                "path": str(path),
                "positions": {
                    "begin": {"line": int(line), "column": int(column)},
                    "end": {"line": int(end_line), "column": int(end_column)},
                },
            },
        }:
            message = description.removeprefix(f"{rule}: ")
            return Diagnostic(
                Path(path).name, rule, message, line, column, end_line, end_column
            )
    raise CheckerUnavailable(f"ty answered in another form: {str(entry)[:200]}")
