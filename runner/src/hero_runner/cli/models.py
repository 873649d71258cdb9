"""Show which language model serves each role, and what its endpoint offers."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from hero_runner.language_models.errors import LanguageModelError
from hero_runner.language_models.opening import list_models
from hero_runner.language_models.reading import read_routes
from hero_runner.language_models.routes import ROLES, Route, Routes
from hero_runtime.errors import escape

EXIT_PROBLEMS = 1


@click.command()
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of routes [default: $HERO_MODELS_FILE, else below $PATH_ROOT].",
)
@click.option(
    "--list", "lists", is_flag=True, help="Ask the endpoints what they offer."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def models(file: Path | None, lists: bool, as_json: bool) -> None:
    """Show the language model of each role, and its settings.

    Also where each setting comes from. Ends with 1 when the configuration has problems or an endpoint does not answer.
    """
    routes = read_routes(file, os.environ)
    offers = {name: _fetch(name, routes) for name in routes.by_name} if lists else {}
    report = _build_report(routes, offers)
    if as_json:
        click.echo(json.dumps(report, indent=2))
    else:
        click.echo("\n".join(_render(report)))
    for problem in routes.problems:
        click.echo(str(problem), err=True)
    is_failed = any("error" in offer for offer in offers.values())
    sys.exit(EXIT_PROBLEMS if routes.problems or is_failed else 0)


def _fetch(name: str, routes: Routes) -> dict[str, Any]:
    try:
        return {"models": list_models(routes.by_name[name], routes)}
    except LanguageModelError as error:
        return {"error": str(error)}


def _build_report(routes: Routes, offers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    names = dict.fromkeys((*ROLES, *routes.by_name))
    return {
        "file": routes.file,
        "routes": {
            name: _build_route(routes.by_name.get(name), routes) | offers.get(name, {})
            for name in names
        },
        "problems": [str(problem) for problem in routes.problems],
    }


def _build_route(route: Route | None, routes: Routes) -> dict[str, Any]:
    if route is None:
        return {"configured": False}
    variable = route.api_key_variable
    return {
        "configured": True,
        "provider": route.provider,
        "address": route.address,
        "model": route.model,
        "key": None if variable is None else _say_key(variable, routes),
        "settings": {
            name: {"value": _show(setting.value), "origin": setting.origin}
            for name, setting in sorted(route.settings.items())
        },
    }


def _say_key(variable: str, routes: Routes) -> str:
    return f"{variable} is {'set' if variable in routes.keys else 'not set'}"


def _show(value: object) -> object:
    """Return the JSON form of a setting; a price stays exact as text."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str | int | float | bool) else str(value)


def _render(report: dict[str, Any]) -> list[str]:
    lines = [f"file: {report['file']}"]
    for name, route in report["routes"].items():
        if not route["configured"]:
            lines.append(f"{name}: no language model")
            continue
        lines.append(f"{name}: {escape(route['model'])} at {escape(route['address'])}")
        for setting, entry in route["settings"].items():
            shown = escape(json.dumps(entry["value"], ensure_ascii=False))
            lines.append(f"    {setting} = {shown}  ({escape(entry['origin'])})")
        if route["key"]:
            lines.append(f"    {route['key']}")
        lines += [f"    offers {offered}" for offered in route.get("models", ())]
        if "error" in route:
            lines += [f"    {line}" for line in route["error"].splitlines()]
    if not any(route["configured"] for route in report["routes"].values()):
        lines.append(
            "Configure one in this file, or set HERO_MODEL_DEFAULT_URL and "
            "HERO_MODEL_DEFAULT_MODEL; docs/language-models.md says how."
        )
    return lines
