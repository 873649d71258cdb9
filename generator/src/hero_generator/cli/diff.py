"""The command `diff`."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import click

from hero_generator.changes import Change, Kind
from hero_generator.changes.report import (
    change_json,
    count_changes,
    render_markdown,
    render_text,
)
from hero_generator.cli.options import json_option, specs_option
from hero_generator.cli.outcome import (
    EXIT_PROBLEMS,
    diagnostic_json,
    find_workspace,
    show_diagnostics,
)
from hero_generator.diagnostics import Diagnostic, refuses
from hero_generator.fetch.targets import Surroundings, list_targets
from hero_generator.corrected import Corrected, compare_corrected, parse_corrected
from hero_generator.read import Source, read_source
from hero_generator.release.proposal import too_deep
from hero_generator.workspace import read_specs

Read = tuple[Corrected | None, tuple[Diagnostic, ...]]


@click.command()
@click.argument("places", nargs=-1, metavar="OLD NEW | NAME")
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="Print Markdown for a pull request."
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0.01, max=3600),
    default=10.0,
    show_default=True,
    help="Limit of each request to a live service.",
)
@specs_option
@json_option
def diff(
    places: tuple[str, ...],
    as_markdown: bool,
    timeout: float,
    specs: Path | None,
    as_json: bool,
) -> None:
    """Show every change between two documents, and its class.

    With one NAME: from the cached document to the live one. Each change is breaking for
    callers, compatible, or documentation only, and it says why. Ends with 1 if one
    breaks callers, or if a document cannot be read.
    """
    if len(places) == 2:
        title = Path(places[1]).name
        old, new = (_read_file(Path(place)) for place in places)
    elif len(places) == 1:
        title = places[0]
        old, new = _read_cached_and_live(title, specs, timeout, as_json)
    else:
        raise click.UsageError("Give two documents OLD NEW, or the NAME of a service.")
    problems = (*old[1], *new[1])
    if old[0] is None or new[0] is None:
        _refuse(title, problems, as_json)
        return
    try:
        changes = compare_corrected(old[0], new[0])
    except RecursionError:
        _refuse(title, (*problems, too_deep()), as_json)
        return
    _show(title, changes, problems, as_markdown, as_json)
    if count_changes(changes)[Kind.BREAKING]:
        raise SystemExit(EXIT_PROBLEMS)


def _read_file(path: Path) -> Read:
    source, problems = read_source(path)
    if source is None or refuses(problems, strict=False):
        return None, problems
    corrected, more = parse_corrected(source, path.name)
    return corrected, problems + more


def _read_cached_and_live(
    name: str, specs: Path | None, seconds: float, as_json: bool
) -> tuple[Read, Read]:
    """Read both as they were received: without the overlay, which is ours."""
    workspace = find_workspace(specs, None, (name,), as_json)
    service = next(s for s in workspace.services if s.name == name)
    source, problems = read_specs(workspace.specs, service)
    if source is None or refuses(problems, strict=False):
        return (None, problems), (None, ())
    surroundings = Surroundings(os.environ, os.path.expanduser("~"), seconds)
    (target,) = list_targets(workspace.services, (name,), surroundings)
    fetched = target.fetch()
    if fetched.received is None:
        return (None, ()), (None, fetched.problems)
    live = Source(fetched.received.data, siblings=source.siblings)
    new, more = parse_corrected(live)
    cached = replace(source, overlay=None)
    return parse_corrected(cached), (new, (*fetched.problems, *more))


def _refuse(title: str, problems: tuple[Diagnostic, ...], as_json: bool) -> None:
    if as_json:
        found = [diagnostic_json(problem) for problem in problems]
        click.echo(json.dumps({"changes": [], "diagnostics": found}, indent=2))
    show_diagnostics(title, problems)
    raise SystemExit(EXIT_PROBLEMS)


def _show(
    title: str,
    changes: tuple[Change, ...],
    problems: tuple[Diagnostic, ...],
    as_markdown: bool,
    as_json: bool,
) -> None:
    if as_json:
        value = {
            "counts": {kind.value: n for kind, n in count_changes(changes).items()},
            "changes": [change_json(change) for change in changes],
            "diagnostics": [diagnostic_json(problem) for problem in problems],
        }
        click.echo(json.dumps(value, indent=2))
        return
    show_diagnostics(title, problems)
    if as_markdown:
        click.echo(render_markdown(title, changes), nl=False)
    else:
        click.echo(render_text(changes), nl=False)
