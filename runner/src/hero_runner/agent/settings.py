"""Read how the agent runs scripts: rules for effects, budgets, limits, the sandbox.

The file is `agent.toml` beside the file of routes; without one the defaults hold.
docs/agent.md has an example.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, get_args

from hero_runner.broker.policy import Budget, Rule
from hero_runner.sandbox.limits import Limits
from hero_runner.sandbox.outcome import Isolation
from hero_runtime.service import Effect

FILE_VARIABLE: Final = "HERO_AGENT_FILE"
LARGEST_FILE: Final = 256 * 1024

_EFFECTS: Final = get_args(Effect)
_RULES: Final = get_args(Rule)


class WrongSettings(Exception):
    """Say everything that is wrong in the file, and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what holds for every script of the agent."""

    sandbox: Isolation = "bubblewrap"
    interface_tokens: int = 6000
    """Most tokens of the interface of one service in a prompt, about."""
    records_prompts: bool = True
    """Whether spans keep prompts and answers, cut to their limit."""
    rules: Mapping[Effect, Rule] = field(
        default_factory=lambda: {
            "read": "allow",
            "write": "allow",
            "destructive": "ask",
            "unknown": "ask",
        }
    )
    effects: Mapping[tuple[str, str], Effect] = field(default_factory=dict)
    """Corrections by service and method on the wire."""
    budget: Budget = Budget()
    limits: Limits = Limits()


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings of the file, or the defaults where there is none.

    Raises `WrongSettings`.
    """
    file = _find_file(environ)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise WrongSettings(f"{file} is larger than {LARGEST_FILE} bytes")
        content = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        if environ.get(FILE_VARIABLE):
            raise WrongSettings(
                f"{file}: no such file; correct or unset {FILE_VARIABLE}"
            ) from None
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        raise WrongSettings(f"{file} cannot be read: {error}") from error
    settings, problems = parse_settings(content)
    if problems:
        listed = "".join(f"\n  {problem}" for problem in problems)
        raise WrongSettings(f"{file} has problems:{listed}")
    return settings


def parse_settings(content: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that a file gives, and all that is wrong with it."""
    problems: list[str] = []
    values: dict[str, Any] = {}
    parsers: dict[str, Callable[[object], Any]] = {
        "sandbox": lambda value: _choose(value, get_args(Isolation)),
        "interface_tokens": _whole_number,
        "records_prompts": _yes_or_no,
        "rules": _parse_rules,
        "effects": _parse_effects,
        "budget": lambda value: _parse_numbers(Budget, value),
        "limits": lambda value: _parse_numbers(Limits, value),
    }
    for name, value in content.items():
        parse = parsers.get(name)
        try:
            if parse is None:
                raise ValueError(
                    f"there is no such setting; there are {_join(parsers)}"
                )
            values[name] = parse(value)
        except ValueError as error:
            problems.append(f"{name}: {error}")
    return (Settings() if problems else Settings(**values)), tuple(problems)


def _find_file(environ: Mapping[str, str]) -> Path:
    if named := environ.get(FILE_VARIABLE):
        return Path(named).expanduser()
    root = Path(environ.get("PATH_ROOT") or "~/hero").expanduser()
    if not root.is_absolute():
        root = Path(os.path.abspath(root))
    return root / "cfg" / "hero_runner" / "agent.toml"


def _parse_rules(value: object) -> dict[Effect, Rule]:
    rules = dict(Settings().rules)
    for effect, rule in _table(value).items():
        rules[_choose(effect, _EFFECTS)] = _choose(rule, _RULES)
    return rules


def _parse_effects(value: object) -> dict[tuple[str, str], Effect]:
    """Read `[effects.hero_books] "book.add" = "write"`."""
    return {
        (service, method): _choose(effect, _EFFECTS)
        for service, methods in _table(value).items()
        for method, effect in _table(methods).items()
    }


def _parse_numbers(type_: Any, value: object) -> Any:
    known = {one.name: type(getattr(type_(), one.name)) for one in fields(type_)}
    numbers: dict[str, float] = {}
    for name, number in _table(value).items():
        if name not in known:
            raise ValueError(f"there is no {name}; there are {_join(known)}")
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise ValueError(f"{name} must be a number")
        numbers[name] = known[name](number)
    return type_(**numbers)


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be a table")
    return value


def _whole_number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("must be a whole number above 0")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _choose(value: object, known: tuple[Any, ...]) -> Any:
    if value not in known:
        raise ValueError(f"{value!r:.50} is not one of {_join(known)}")
    return value


def _join(names: Any) -> str:
    return ", ".join(map(str, names))
