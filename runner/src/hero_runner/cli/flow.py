"""The command `hero-runner flow`."""

import json
from pathlib import Path

import click

from hero_runner.cli.options import fail, flows_option
from hero_runner.library.find import NoSuchFlow, find_flow
from hero_runner.plays.loading import FlowNotFound, find_flow_function, load_module
from hero_runner.plays.starting import WrongPlay, read_flow


@click.command()
@click.argument("name")
@flows_option
def flow(name: str, folders: list[Path]) -> None:
    """Show what a flow takes and gives, as JSON Schema.

    Its module is imported for that.
    """
    from hero_runner.authoring.flow import read_flow_info

    try:
        file = find_flow(name, folders)
        module = load_module(read_flow(file))
        info = read_flow_info(find_flow_function(module, file.flow))
    except (NoSuchFlow, WrongPlay, FlowNotFound) as error:
        fail(str(error))
    except Exception as error:
        fail(f"{name} does not import: {type(error).__name__}: {error}")
    assert info is not None
    from hero_runner.plays.schemas import build_schemas

    try:
        click.echo(json.dumps(build_schemas(info), indent=2))
    except Exception as error:
        fail(f"{name}: an annotation has no JSON Schema: {error}")
