"""Measure `generate` with nothing changed, beside a Python that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.documents import (
    Skipped,
    Workspace,
    find_corpus,
    lay_out_corpus,
    lay_out_services,
    list_documents,
)
from bench.measure import BASELINE, Command, baseline, measure, measure_together
from bench.report import Report, Table, usage_table
from bench.settings import Settings

HEAVY = (
    *("black", "datamodel_code_generator", "jinja2", "jsonpath", "jsonschema"),
    *("mypy", "pydantic", "referencing", "concurrent.futures", "multiprocessing"),
)
"""Modules that only generation needs."""

_LIST_LOADED = """
import sys
from hero_generator.cli import main
try:
    main()
except SystemExit:
    pass
print("loaded:", *(name for name in HEAVY if name in sys.modules))
"""


def run(settings: Settings) -> Report:
    """Measure over the services of this repository and over the corpus."""
    with tempfile.TemporaryDirectory() as folder:
        services = lay_out_services(Path(folder, "services"))
        workspaces = {"services of the repository": services}
        notes = []
        try:
            documents = list_documents(find_corpus())
            corpus = lay_out_corpus(Path(folder, "corpus"), documents)
            workspaces["documents of the corpus"] = corpus
        except Skipped as reason:
            notes.append(f"not over the corpus: {reason}")
        return _measure(workspaces, settings, tuple(notes))


def _measure(
    workspaces: dict[str, Workspace], settings: Settings, notes: tuple[str, ...]
) -> Report:
    commands = {BASELINE: baseline()}
    loaded: list[tuple[str, str]] = []
    for name, workspace in workspaces.items():
        measure(workspace.command())
        count = len(list(workspace.output.glob("*/pyproject.toml")))
        label = f"{count} {name}"
        commands[label] = workspace.command()
        loaded.append((label, list_loaded(workspace.command())))
    usages = measure_together(commands, settings.runs)
    return Report(
        (
            usage_table("generate, nothing changed", usages, BASELINE),
            Table("heavy modules imported", ("", "modules"), tuple(loaded)),
        ),
        notes,
    )


def list_loaded(command: Command) -> str:
    """Return the heavy modules that a generator command imports, or `none`."""
    program = f"HEAVY = {HEAVY!r}\n{_LIST_LOADED}"
    arguments = (sys.executable, "-c", program, *command.arguments[1:])
    output = measure(Command(arguments, folder=command.folder)).output
    return output.rpartition("loaded:")[2].strip() or "none"
