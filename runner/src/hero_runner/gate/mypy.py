"""Ask `mypy --strict` about scripts that the fast checker passed."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hero_runner.gate.findings import Finding
from hero_runner.gate.grants import Grant
from hero_runner.gate.process import (
    CheckerUnavailable,
    list_source_folders,
    run_checker,
)

_LINE: Final = re.compile(
    r"^(?P<file>[\w.]+):(?P<line>\d+):(?P<column>\d+): error: (?P<message>.*?)"
    r"(?:  \[(?P<rule>[\w-]+)\])?$"
)

# What is strict about annotations only is no mistake of a script: it runs without them.
_STRICT: Final = (
    *("--strict", "--allow-untyped-defs", "--allow-incomplete-defs"),
    *("--allow-untyped-calls", "--allow-any-generics", "--no-warn-return-any"),
    *("--no-warn-unused-ignores", "--check-untyped-defs"),
)

_CODES: Final = {
    "attr-defined": "unknown-attribute",
    "union-attr": "maybe-none",
    "call-arg": "unknown-argument",
    "arg-type": "wrong-type",
    "index": "model-as-dict",
    "name-defined": "unknown-name",
    "operator": "wrong-operand",
    "unused-coroutine": "missing-await",
}


def run_mypy(
    folder: Path, files: Sequence[str], grants: Sequence[Grant]
) -> list[tuple[str, Finding]] | None:
    """Check files of a folder that holds nothing else, and say in which each finding is.

    Returns nothing if mypy gave up. Raises CheckerUnavailable if it is not installed.
    """
    # Isolated: nothing of the environment and of the folder is imported.
    command = [sys.executable, "-I", "-m", "mypy", *_STRICT, "--config-file="]
    command += ["--no-error-summary", "--show-column-numbers", "--no-pretty"]
    command += ["--no-color-output", f"--cache-dir={_cache_folder()}", "--sqlite-cache"]
    command += [f"--python-executable={sys.executable}", "--", *files]
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    sources = [str(f) for f in list_source_folders(grants) if str(f) not in packages]
    environment = {"MYPYPATH": os.pathsep.join(sources), "HOME": str(folder)}
    output = run_checker(command, folder, environment)
    if output.code is None or output.code < 0:
        return None
    if "No module named mypy" in output.stderr:
        raise CheckerUnavailable(
            "mypy is not installed: pip install 'hero-runner[authority]'"
        )
    found = [_parse_line(line) for line in output.stdout.splitlines()]
    findings = [item for item in found if item is not None]
    if output.code and not findings:
        text = (output.stdout + output.stderr).strip()
        raise CheckerUnavailable(f"mypy failed: {text[-500:]}")
    return findings


def _parse_line(line: str) -> tuple[str, Finding] | None:
    if (found := _LINE.match(line)) is None:
        return None
    return found["file"], Finding(
        _CODES.get(found["rule"] or "", "wrong-type"),
        int(found["line"]),
        int(found["column"]),
        found["message"],
        "correct the types; the interface shows what each call takes and gives",
    )


def _cache_folder() -> Path:
    """Return the folder for what mypy remembers of packages between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "hero-runner" / "mypy"
