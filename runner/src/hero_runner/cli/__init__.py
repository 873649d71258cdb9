"""The `hero-runner` command: options in, exit code out, no logic.

One module of this package per command, imported when the command is used, so
that `hero-runner play` starts without loading what other commands need.
"""

from importlib import import_module
from typing import Final

import click

COMMANDS: Final[dict[str, str]] = {
    "adopt": "adopt",
    "agent": "agent",
    "cancel": "cancel",
    "check-script": "check_script",
    "export": "export",
    "flow": "flow",
    "flows": "flows",
    "fork": "fork",
    "keep": "keep",
    "models": "models",
    "play": "play",
    "plays": "plays",
    "prune": "prune",
    "register": "register",
    "replay": "replay",
    "rerun": "rerun",
    "resume": "resume",
    "show": "show",
    "submit": "submit",
    "worker": "worker",
}
"""Name of each command, and the module of this package that holds it."""


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
@click.version_option(package_name="hero-runner")
def main() -> None:
    """Play flows written against generated clients.

    \b
    Commands that play a flow end with
      0    the play is done, and its result is on stdout;
      1    the flow failed;
      2    wrong usage, or no such flow;
      75   run the same command again: it waits, or was interrupted;
      130  it was cancelled, or 143.
    """
