"""The command `hero-runner register`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hero_runner.cli.options import fail, flows_option, home_option, json_option
from hero_runner.cli.play import read_inputs
from hero_runner.library.find import NoSuchFlow, find_flow
from hero_runner.plays.loading import FlowNotFound, find_flow_function, load_module
from hero_runner.plays.starting import Inputs, WrongPlay, read_flow
from hero_runner.registering.command import NotRegistrable, Target, list_asked
from hero_runner.spans.tree import printable
from hero_runner.store.home import is_play_id

if TYPE_CHECKING:
    from hero_proc_client.models import ActionSpec, ServiceSpec

    from hero_runner.authoring.flow import FlowInfo

EXIT_REFUSED = 1
_FILE = click.Path(exists=True, dir_okay=False, resolve_path=True)


@click.command()
@click.argument("flow")
@click.argument("pairs", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--input", "source", type=_FILE, help="File with the inputs as JSON.")
@click.option("--name", help="Name of the action [default: that of the flow].")
@click.option("--id", "play_id", help="Id of the one play of all jobs.")
@click.option("--service", "is_service", is_flag=True, help="Keep one play going.")
@click.option(
    "--attempts",
    type=click.IntRange(min=1),
    help="Attempts of a job, where hero_proc knows no exit code 75.",
)
@click.option("--socket", "address", help="Socket of hero_proc [default: its usual].")
@click.option("--dry-run", is_flag=True, help="Send nothing; show what would be sent.")
@home_option
@flows_option
@json_option
def register(
    flow: str,
    pairs: tuple[str, ...],
    source: str | None,
    name: str | None,
    play_id: str | None,
    is_service: bool,
    attempts: int | None,
    address: str | None,
    dry_run: bool,
    home: Path,
    folders: list[Path],
    as_json: bool,
) -> None:
    """Register FLOW with hero_proc as an action that plays it.

    Inputs are given as for `play`. Those that are left out and that the flow needs,
    and those given as name={{name}}, are asked of each job. Each job is a play whose
    id is that of the job, unless --id names one play for all. Exit codes: 0 hero_proc
    holds the action, 1 it refused, 2 wrong usage, no such flow or no hero_proc.
    """
    info, path = _load(flow, folders)
    inputs = read_inputs(source, pairs, {}) or Inputs()
    chosen = name or info.name
    play = play_id or (chosen if is_service else None)
    if play is not None and not is_play_id(play):
        fail(f"{play!r} is no id of a play: name one with --id")
    given = Path(source) if source else None
    target = Target(path, info, home, folders, given, inputs.texts, play)
    action, service = _build(chosen, target, inputs, attempts, is_service)
    _finish(action, service, address, dry_run, as_json)


def _load(flow: str, folders: list[Path]) -> tuple["FlowInfo", Path]:
    from hero_runner.authoring.flow import read_flow_info

    try:
        file = find_flow(flow, folders)
        module = load_module(read_flow(file))
        info = read_flow_info(find_flow_function(module, file.flow))
    except (NoSuchFlow, WrongPlay, FlowNotFound) as error:
        fail(str(error))
    except Exception as error:
        fail(f"{flow} does not import: {type(error).__name__}: {error}")
    assert info is not None
    return info, file.path


def _build(
    name: str, target: Target, inputs: Inputs, attempts: int | None, is_service: bool
) -> tuple["ActionSpec", "ServiceSpec | None"]:
    try:
        from hero_runner.registering.specs import build_action, build_service
    except ModuleNotFoundError as error:
        fail(f"{error}: pip install 'hero-runner[hero-proc]'")
    try:
        asked = list_asked(target.info, inputs.values, inputs.texts)
        if is_service and asked:
            fail(f"a service has no inputs: give {', '.join(asked)} here")
        action = build_action(name, target, asked, attempts)
    except NotRegistrable as error:
        fail(str(error))
    except Exception as error:
        fail(f"{target.info.name}: an annotation has no JSON Schema: {error}")
    service = build_service(name, target.info.description) if is_service else None
    return action, service


def _finish(
    action: "ActionSpec",
    service: "ServiceSpec | None",
    address: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    shown: dict[str, Any] = {
        "action": action.model_dump(mode="json"),
        "service": service and service.model_dump(mode="json"),
        "changes": None,
    }
    if not dry_run:
        shown["changes"] = _send(action, service, address)
    if as_json or dry_run:
        click.echo(json.dumps(shown, indent=2))
        return
    for kind, change in shown["changes"].items():
        if change is not None:
            click.echo(f"{kind} {printable(action.name)}: {change}")


def _send(
    action: "ActionSpec", service: "ServiceSpec | None", address: str | None
) -> dict[str, str | None]:
    from hero_proc_client import HeroProc
    from hero_runtime.errors import HeroError, RemoteError

    from hero_runner.registering.sending import send_specs

    try:
        with HeroProc(address) as client:
            sent = send_specs(client, action, service)
    except RemoteError as error:
        click.echo(f"hero-runner: {error}", err=True)
        sys.exit(EXIT_REFUSED)
    except HeroError as error:
        fail(str(error))
    return {"action": sent.action, "service": sent.service}
