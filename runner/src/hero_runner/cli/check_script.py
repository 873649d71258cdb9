"""The command `check-script`: say what is wrong with scripts before any of them runs.

Exit codes: 0 all passed; 1 something was found; 2 wrong usage; 3 a type checker is not
installed or failed.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import click

from hero_runner.gate import (
    CheckerUnavailable,
    Finding,
    GateReport,
    Grant,
    GrantNotFound,
    check_flows,
    check_script as check,
    find_grant,
    find_imported_grants,
)
from hero_runner.gate.source import MAXIMUM_BYTES

EXIT_FINDINGS = 1
EXIT_UNAVAILABLE = 3


@click.command("check-script")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True)
)
@click.option(
    "--grant",
    "names",
    multiple=True,
    metavar="NAME",
    help="Service or package that scripts may call [default: those they import].",
)
@click.option("--strict", is_flag=True, help="Ask mypy --strict as well.")
@click.option(
    "--flow",
    "is_flow",
    is_flag=True,
    help="FILES are flows: trusted code that may import anything.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def check_script(
    files: tuple[str, ...],
    names: tuple[str, ...],
    strict: bool,
    is_flow: bool,
    as_json: bool,
) -> None:
    """Check scripts against the clients they call.

    - reads one from standard input. Exit codes: 0 nothing was found, 1 something
    was, 2 wrong usage, 3 the checker is missing or failed.
    """
    if is_flow and (names or strict):
        raise click.UsageError("--flow does not go with --grant and --strict.")
    sources = {name: _read(name) for name in files}
    try:
        if is_flow:
            reports = check_flows(sources)
        else:
            reports = _check_all(sources, names, strict)
    except GrantNotFound as problem:
        raise click.BadParameter(str(problem), param_hint="--grant") from None
    except (CheckerUnavailable, OSError) as problem:
        click.echo(f"error: {problem}", err=True)
        sys.exit(EXIT_UNAVAILABLE)
    _show(reports, as_json)
    if not all(report.passed for report in reports.values()):
        sys.exit(EXIT_FINDINGS)


def _check_all(
    sources: dict[str, bytes], names: tuple[str, ...], strict: bool
) -> dict[str, GateReport]:
    granted = tuple(find_grant(name) for name in names)
    reports = {}
    for file, source in sources.items():
        grants: tuple[Grant, ...] = granted or find_imported_grants(source)
        reports[file] = check(source, grants, authority=strict)
    return reports


def _read(name: str) -> bytes:
    """Read no more of a script than shows that it is too large."""
    try:
        with click.open_file(name, "rb") as stream:
            return bytes(stream.read(MAXIMUM_BYTES + 1))
    except OSError as problem:
        shown = click.format_filename(name)
        raise click.BadParameter(f"cannot read {shown}: {problem.strerror}") from None


def _show(reports: dict[str, GateReport], as_json: bool) -> None:
    if as_json:
        values = [_as_value(name, report) for name, report in reports.items()]
        click.echo(json.dumps({"scripts": values}, indent=2))
        return
    for name, report in reports.items():
        for finding in report.findings:
            _show_finding(name, finding)


def _show_finding(name: str, finding: Finding) -> None:
    place = f"{click.format_filename(name)}:{finding.line}:{finding.column}"
    click.echo(f"{place}: {finding.code}: {finding.message}")
    if finding.hint:
        click.echo(f"    {finding.hint}")


def _as_value(name: str, report: GateReport) -> dict[str, object]:
    return {
        "file": Path(name).as_posix(),
        "passed": report.passed,
        "checker": report.checker,
        "duration_ms": round(report.duration_ms, 1),
        "findings": [dataclasses.asdict(finding) for finding in report.findings],
    }
