"""The commands `overlay …`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from hero_generator.cli.options import json_option, specs_option
from hero_generator.cli.outcome import (
    EXIT_PROBLEMS,
    diagnostic_json,
    find_workspace,
    show_diagnostics,
)
from hero_generator.diagnostics import Diagnostic, error, refuses, shown
from hero_generator.overlay_effects import (
    CAN_GO,
    ActionEffect,
    Effect,
    all_needed,
    find_effects,
)
from hero_generator.read import decode_json
from hero_generator.workspace import Workspace, read_specs


@click.group()
def overlay() -> None:
    """Look at corrections of documents."""


@overlay.command()
@click.argument("name")
@specs_option
@json_option
def test(name: str, specs: Path | None, as_json: bool) -> None:
    """Show what each action of the overlay of NAME changes.

    Ends with 1 if an action fails, or can go because the document has the corrected
    form already.
    """
    workspace = find_workspace(specs, None, (name,), as_json)
    effects, problems = _read_effects(workspace, name)
    clean = all_needed(effects) and not refuses(problems, strict=False)
    if as_json:
        actions = [_as_json(effect) for effect in effects]
        listed = [diagnostic_json(problem) for problem in problems]
        value = {"name": name, "clean": clean, "actions": actions}
        click.echo(json.dumps(value | {"diagnostics": listed}, indent=2))
    else:
        show_diagnostics(name, problems)
        for effect in effects:
            _show(name, effect)
    if not clean:
        raise SystemExit(EXIT_PROBLEMS)


def _read_effects(
    workspace: Workspace, name: str
) -> tuple[tuple[ActionEffect, ...], tuple[Diagnostic, ...]]:
    (service,) = (s for s in workspace.services if s.name == name)
    source, problems = read_specs(workspace.specs, service)
    if source is None:
        return (), problems
    if source.overlay is None:
        message = f"{name} has no overlay"
        hint = "There is nothing to test; write one to correct its document."
        return (), (error("no-overlay", service.overlay, "", message, hint),)
    document, more = decode_json(source.document, Path(service.document).name)
    problems += more
    file = Path(service.overlay).name
    actions, more = decode_json(source.overlay, file)
    problems += more
    if refuses(problems, strict=False):
        return (), problems
    return find_effects(document, actions, file), problems


def _show(name: str, effect: ActionEffect) -> None:
    head = f"action {effect.index} {effect.effect.value}: {shown(effect.target)}"
    click.echo(head)
    if effect.reason:
        click.echo(f"  {shown(effect.reason)}")
    if effect.effect is Effect.UNNEEDED:
        click.echo(f"  {CAN_GO}")
    click.echo(effect.difference, nl=False)
    show_diagnostics(name, effect.diagnostics)


def _as_json(effect: ActionEffect) -> dict[str, Any]:
    return {
        "index": effect.index,
        "target": effect.target,
        "reason": effect.reason,
        "effect": effect.effect.value,
        "difference": effect.difference,
        "diagnostics": [diagnostic_json(problem) for problem in effect.diagnostics],
    }
