"""The command `hero-generator`: options in, exit code out, no logic.

One module of this package per command, imported when the command is used.

Its help text describes the exit codes.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from hero_generator import __version__

COMMANDS: Final[dict[str, str]] = {
    "check": "check",
    "diff": "diff",
    "export": "export",
    "fetch": "fetch",
    "generate": "generate",
    "interface": "interface",
    "list": "list_services",
    "overlay": "overlay",
    "release": "release",
    "status": "status",
}
"""Name of each command, and the module of this package and function that is it."""


class CommandTable(click.Group):
    """Find commands in `COMMANDS`; import the module of the one that is used."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the command of a module: its function of the same name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[name]}")
        command = getattr(module, COMMANDS[name])
        assert isinstance(command, click.Command)
        return command


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hero-generator")
def cli() -> None:
    """Turn cached OpenRPC documents into typed Python clients.

    \b
    Every command ends with
      0  everything is as it should be;
      1  something was refused, differs, breaks callers or has to be done: it is shown;
      2  wrong usage;
      3  the disk failed.
    With --json a command prints the outcome for other programs.
    """


def main() -> None:
    """Run the command."""
    cli()
