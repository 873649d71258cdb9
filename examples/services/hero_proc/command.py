"""Build the command of a job from its action and inputs."""

import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Mapping
from typing import Any

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")

JOB_VARIABLE = "HERO_PROC_JOB_ID"
ATTEMPT_VARIABLE = "HERO_PROC_ATTEMPT"


class Unfillable(Exception):
    """Say which placeholder has no input."""


def build_command(action: Mapping[str, Any], inputs: Mapping[str, Any]) -> list[str]:
    """Return program and arguments, inputs put in.

    In a script an input becomes one quoted word of the shell, or a literal of Python:
    what it holds is never run.
    """
    if action.get("command"):
        return [fill(part, inputs, write_plain) for part in action["command"]]
    script = action["script"]
    if action.get("interpreter", "bash") == "python":
        return [sys.executable, "-c", fill(script, inputs, repr)]
    return ["bash", "-c", fill(script, inputs, lambda v: shlex.quote(write_plain(v)))]


def build_environment(
    action: Mapping[str, Any], job: str, attempt: int
) -> dict[str, str]:
    """Return the environment of a job: nothing is inherited but a usual PATH."""
    return {
        "PATH": os.defpath,
        **action.get("env", {}),
        JOB_VARIABLE: job,
        ATTEMPT_VARIABLE: str(attempt),
    }


def fill(text: str, inputs: Mapping[str, Any], write: Callable[[Any], str]) -> str:
    """Replace placeholders such as `{{name}}` and `{{nested.path}}`."""

    def replace(match: re.Match[str]) -> str:
        value: Any = inputs
        for part in match[1].split("."):
            if not isinstance(value, Mapping) or part not in value:
                raise Unfillable(f"there is no input {match[1][:100]!r}")
            value = value[part]
        return write(value)

    return PLACEHOLDER.sub(replace, text)


def write_plain(value: Any) -> str:
    """Write a text as it is, and anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)
