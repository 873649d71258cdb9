"""Run the `hero-runner` command many times without starting Python each time.

Reads a line of JSON per command, forks a process that runs it as the installed
command does, and writes a line with how it ended. Not imported by tests: run.
"""

import importlib
import json
import os
import sys

from hero_runner.cli import COMMANDS, main

MODULES = ("plays.playing", "plays.flow_process", "plays.watch", "spans.collector")


def run_command(request: dict[str, object]) -> None:
    """Become the command that a request describes; returns by `SystemExit`."""
    os.setsid()
    streams = ("/dev/null", request["stdout"], request["stderr"])
    flags = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_TRUNC] * 2)
    for number, (path, flag) in enumerate(zip(streams, flags, strict=True)):
        os.dup2(os.open(str(path), flag, 0o644), number)
    environment = request["environment"]
    assert isinstance(environment, dict)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(str(request["folder"]))
    arguments = request["arguments"]
    assert isinstance(arguments, list)
    main(arguments, prog_name="hero-runner")


def serve() -> None:
    """Run commands until there are no more."""
    for name in (*MODULES, *(f"cli.{module}" for module in COMMANDS.values())):
        importlib.import_module(f"hero_runner.{name}")
    while line := sys.stdin.readline():
        process = os.fork()
        if process == 0:
            run_command(json.loads(line))
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve()
