"""Gate scripts: bounds, parse, policy, types; nothing of a script runs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hero_runner.gate.comments import find_directives
from hero_runner.gate.explain import explain
from hero_runner.gate.findings import Finding, GateReport, sort_findings
from hero_runner.gate.grants import Grant, list_grants
from hero_runner.gate.imports import list_imported_packages
from hero_runner.gate.interface import (
    Interface,
    read_client_classes,
    read_interface,
)
from hero_runner.gate.mypy import run_mypy
from hero_runner.gate.policy import find_policy_mistakes
from hero_runner.gate.process import VIEWS, find_package
from hero_runner.gate.source import Script, parse_script
from hero_runner.gate.ty import Diagnostic, run_ty
from hero_runner.gate.words import Context


@dataclass(frozen=True, slots=True)
class _Subject:
    """Hold a script with what was found in it so far."""

    script: Script | None
    findings: list[Finding]


def check_script(
    source: str | bytes, grants: Sequence[Grant], *, authority: bool = False
) -> GateReport:
    """Check one script against the packages that it is granted.

    With `authority`, `mypy --strict` has to agree where the fast checker found nothing.
    Raises CheckerUnavailable if a checker is not installed.
    """
    return check_scripts({"script": source}, grants, authority=authority)["script"]


def check_scripts(
    sources: Mapping[str, str | bytes],
    grants: Sequence[Grant],
    *,
    authority: bool = False,
) -> dict[str, GateReport]:
    """Check scripts that have the same grants together, by a name of each."""
    return _check(sources, grants, authority=authority, is_flow=False)


def check_flows(sources: Mapping[str, str | bytes]) -> dict[str, GateReport]:
    """Check flows, which are trusted code, against everything that is installed.

    They are checked like scripts, but may import and do what any program may.
    """
    return _check(sources, list_grants(), authority=False, is_flow=True)


def find_imported_grants(source: str | bytes) -> tuple[Grant, ...]:
    """Return the installed client packages that a script imports; none if unreadable."""
    script = parse_script(source)
    if isinstance(script, Finding):
        return ()
    imported = list_imported_packages(script.tree)
    return tuple(grant for grant in list_grants() if grant.package in imported)


def _check(
    sources: Mapping[str, str | bytes],
    grants: Sequence[Grant],
    *,
    authority: bool,
    is_flow: bool,
) -> dict[str, GateReport]:
    begun = time.perf_counter()
    classes = read_client_classes(grants)
    subjects = {
        name: _inspect(source, grants, None if is_flow else classes)
        for name, source in sources.items()
    }
    waiting = {
        name: subject.script
        for name, subject in subjects.items()
        if subject.script is not None
    }
    checker = ""
    if waiting:
        checker = "ty"
        for name, found in _check_types(waiting, grants, is_flow=is_flow).items():
            _add(subjects[name].findings, found)
        agreed = {n: s for n, s in waiting.items() if not subjects[n].findings}
        if authority and agreed:
            checker = "ty, mypy"
            for name, found in _ask_authority(agreed, grants).items():
                subjects[name].findings.extend(found)
    spent = (time.perf_counter() - begun) * 1000
    return {
        name: GateReport(
            sort_findings(subject.findings), checker if name in waiting else "", spent
        )
        for name, subject in subjects.items()
    }


def _add(findings: list[Finding], found: list[Finding]) -> None:
    """Add what the checker says of lines that the policy has nothing to say about."""
    lines = {finding.line for finding in findings}
    findings += [finding for finding in found if finding.line not in lines]


def _inspect(
    source: str | bytes, grants: Sequence[Grant], classes: frozenset[str] | None
) -> _Subject:
    """Parse a script and judge it by the policy; flows have none."""
    script = parse_script(source)
    if isinstance(script, Finding):
        return _Subject(None, [script])
    if classes is None:
        return _Subject(script, [])
    found = find_directives(script.text)
    found += find_policy_mistakes(script.tree, grants, classes)
    return _Subject(script, found)


def _check_types(
    scripts: Mapping[str, Script], grants: Sequence[Grant], *, is_flow: bool
) -> dict[str, list[Finding]]:
    with tempfile.TemporaryDirectory(prefix="hero-gate-") as folder:
        files = _write_scripts(Path(folder), scripts)
        found = run_ty(Path(folder), list(files), grants, is_flow=is_flow)
    if found is None:
        return {name: [_uncheckable()] for name in scripts}
    interface = _read_interface(grants) if found else None
    findings: dict[str, list[Finding]] = {name: [] for name in scripts}
    for diagnostic in found:
        name = files[diagnostic.file]
        if interface is not None:
            findings[name] += _explain(diagnostic, scripts[name], interface)
    return findings


def _ask_authority(
    scripts: Mapping[str, Script], grants: Sequence[Grant]
) -> dict[str, list[Finding]]:
    with tempfile.TemporaryDirectory(prefix="hero-gate-") as folder:
        files = _write_scripts(Path(folder), scripts)
        found = run_mypy(Path(folder), list(files), grants)
    if found is None:
        return {name: [_uncheckable()] for name in scripts}
    return {
        name: [finding for file, finding in found if files[file] == name]
        for name in scripts
    }


def _write_scripts(folder: Path, scripts: Mapping[str, Script]) -> dict[str, str]:
    """Write scripts under names that shadow no module; return the name of each file."""
    files = {}
    for number, (name, script) in enumerate(scripts.items()):
        file = f"gated_script_{number}.py"
        (folder / file).write_text(script.text, "utf-8", newline="\n")
        files[file] = name
    return files


def _explain(
    diagnostic: Diagnostic, script: Script, interface: Interface
) -> list[Finding]:
    context = Context(script.tree, tuple(script.text.split("\n")), interface)
    finding = explain(diagnostic, context)
    return [] if finding is None else [finding]


def _read_interface(grants: Sequence[Grant]) -> Interface:
    runtime = find_package("hero_runtime")
    modules = ("client.py", "async_client.py", "base_client.py", "errors.py")
    model = VIEWS / "scripts" / "hero_runtime-stubs" / "model.pyi"
    return read_interface(grants, [*(runtime / name for name in modules), model])


def _uncheckable() -> Finding:
    message = "the type checker gave up on the script"
    return Finding("too-deep", 1, 1, message, "write shorter statements and functions")
