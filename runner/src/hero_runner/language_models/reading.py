"""Read the routes from the file of routes and from the environment."""

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from hero_runner.language_models.building import build_route, layer_over
from hero_runner.language_models.routes import (
    DEFAULT,
    ROLES,
    Route,
    RouteProblem,
    Routes,
    Setting,
)
from hero_runner.language_models.settings import SETTING_NAMES, Unfit, parse_setting

FILE_VARIABLE: Final = "HERO_MODELS_FILE"
PREFIX: Final = "HERO_MODEL_"
REQUESTS_VARIABLE: Final = "HERO_MODEL_REQUESTS"
"""`none`, or the only addresses that may be asked, with commas; see `allowance`."""

LARGEST_FILE: Final = 256 * 1024
TABLE_PATTERN: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")

Tables = dict[str, dict[str, Setting]]


def read_routes(path: Path | None, environment: Mapping[str, str]) -> Routes:
    """Read a file of routes, or the usual one, and the variables over it.

    What is wrong is in `problems`, all of it; a usual file that is not there is not.
    """
    file = find_file(path, environment)
    is_asked_for = path is not None or bool(environment.get(FILE_VARIABLE))
    content, problems = _read_toml(file, is_asked_for)
    tables, found = _parse_tables(content, file)
    variables, mistaken = _parse_variables(environment)
    problems = [*problems, *found, *mistaken]
    routes: dict[str, Route] = {}
    for name in _list_names(tables, variables):
        is_given = name in tables or name in variables
        if not is_given and DEFAULT not in routes:
            # What is wrong with the default is told once, not for each role.
            continue
        settings = _collect_settings(name, tables, variables)
        route, wrong = build_route(name, settings, f"{file} and {PREFIX}*")
        problems += wrong
        if route is not None:
            routes[name] = route
    problems += _find_unknown_fallbacks(routes.values(), routes)
    keys = _collect_keys(routes.values(), environment)
    return Routes(routes, keys, tuple(dict.fromkeys(problems)), str(file))


def find_file(path: Path | None, environment: Mapping[str, str]) -> Path:
    """Return the file of routes: given, named by a variable, or the usual one."""
    if path is not None:
        return path
    if named := environment.get(FILE_VARIABLE):
        return Path(named).expanduser()
    root = Path(environment.get("PATH_ROOT") or "~/hero").expanduser()
    return root / "cfg" / "hero_runner" / "models.toml"


def _read_toml(
    file: Path, is_asked_for: bool
) -> tuple[dict[str, object], list[RouteProblem]]:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        if not is_asked_for:
            return {}, []
        hint = f"Create the file, or leave out --file and {FILE_VARIABLE}."
        return {}, [RouteProblem(str(file), "there is no such file", hint)]
    except OSError as error:
        hint = "Make it readable for this user."
        text = f"cannot be read: {os.strerror(error.errno or 0)}"
        return {}, [RouteProblem(str(file), text, hint)]
    if len(content) > LARGEST_FILE:
        hint = "Check that it is the file of routes."
        text = f"is larger than {LARGEST_FILE} bytes"
        return {}, [RouteProblem(str(file), text, hint)]
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal), []
    except (ValueError, RecursionError) as error:
        hint = "Correct it there; docs/language-models.md has an example."
        return {}, [RouteProblem(str(file), f"is not TOML: {error}", hint)]


def _parse_tables(
    content: Mapping[str, object], file: Path
) -> tuple[Tables, list[RouteProblem]]:
    tables: Tables = {}
    problems: list[RouteProblem] = []
    for name, table in content.items():
        where = f"{file} [{name}]"
        if not TABLE_PATTERN.fullmatch(name):
            hint = "Use lower-case letters, digits and underscores, a letter first."
            problems.append(RouteProblem(where, "is no name for a route", hint))
        elif not isinstance(table, dict):
            hint = f"Settings stand below a heading such as [{DEFAULT}]."
            problems.append(RouteProblem(where, "is not a table", hint))
        else:
            tables[name] = {}
            for key, value in table.items():
                problem = _add(tables[name], key, value, where=where, is_text=False)
                problems += problem
    return tables, problems


def _parse_variables(
    environment: Mapping[str, str],
) -> tuple[Tables, list[RouteProblem]]:
    tables: Tables = {}
    problems: list[RouteProblem] = []
    names = (name for name in environment if name.startswith(PREFIX))
    for variable in sorted(set(names) - {REQUESTS_VARIABLE}):
        route, setting = _split_variable(variable)
        if not route or not environment[variable]:
            problems += [] if route else [_unknown_variable(variable)]
            continue
        table = tables.setdefault(route, {})
        value = environment[variable]
        problems += _add(table, setting, value, where=variable, is_text=True)
    return tables, problems


def _split_variable(variable: str) -> tuple[str, str]:
    """Return route and setting of `HERO_MODEL_ROUTE_SETTING`, or two empty texts."""
    rest = variable.removeprefix(PREFIX).lower()
    for setting in sorted(SETTING_NAMES, key=len, reverse=True):
        route = rest.removesuffix(f"_{setting}")
        if route != rest and TABLE_PATTERN.fullmatch(route):
            return route, setting
    return "", ""


def _unknown_variable(variable: str) -> RouteProblem:
    hint = (
        f"Name a route and a setting, such as {PREFIX}DEFAULT_URL; settings are "
        f"{', '.join(SETTING_NAMES)}."
    )
    return RouteProblem(variable, "names no setting of a route", hint)


def _add(
    table: dict[str, Setting], key: str, value: object, *, where: str, is_text: bool
) -> list[RouteProblem]:
    """Add a setting to its table, or return what is wrong with it."""
    origin = where if is_text else f"{where} {key}"
    if key not in SETTING_NAMES:
        near = difflib.get_close_matches(key[:100], SETTING_NAMES, 1)
        hint = f"Did you mean {near[0]}?" if near else "Remove it."
        return [RouteProblem(origin[:300], "there is no such setting", hint)]
    try:
        table[key] = Setting(parse_setting(key, value, is_text=is_text), origin)
    except Unfit as error:
        return [RouteProblem(origin, str(error), f"Correct {key} there.")]
    return []


def _list_names(tables: Tables, variables: Tables) -> list[str]:
    """Return the routes to build: the roles too, once there is a default."""
    names = [*tables, *variables]
    if DEFAULT in names:
        names = [DEFAULT, *ROLES, *names]
    return list(dict.fromkeys(names))


def _collect_settings(
    name: str, tables: Tables, variables: Tables
) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for table in dict.fromkeys((DEFAULT, name)):
        for layer in (tables, variables):
            settings = layer_over(settings, layer.get(table, {}))
    return settings


def _find_unknown_fallbacks(
    routes: Iterable[Route], known: Mapping[str, Route]
) -> list[RouteProblem]:
    return [
        RouteProblem(
            route.settings["fallbacks"].origin,
            f"there is no route {name!r}",
            f"Add [{name}] to the file, or name one of {', '.join(known)}.",
        )
        for route in routes
        for name in route.fallbacks
        if name not in known
    ]


def _collect_keys(
    routes: Iterable[Route], environment: Mapping[str, str]
) -> dict[str, str]:
    names = {route.api_key_variable for route in routes} - {None}
    return {name: environment[name] for name in names if name and environment.get(name)}
