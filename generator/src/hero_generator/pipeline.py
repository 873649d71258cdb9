"""Run the stages for all services: a table of contents of the generator.

read ▶ (current?) ▶ overlay ▶ parse ▶ plan ▶ models ▶ render ▶ style ▶ compare ▶
verify ▶ publish. The stages in the middle are one pure function, `make_artifact`, and
run in worker processes; what touches the disk stays in this process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hero_generator.catalog import render_catalog
from hero_generator.compare import changed_paths, render_difference
from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_generator.freshness import (
    find_lock,
    find_same_version,
    is_current,
    is_ours,
    locked_names,
    read_artifact,
)
from hero_generator.manifest import Service
from hero_generator.publish import (
    NotOurs,
    clear_staging,
    publish,
    refuse_foreign,
    remove,
    stage,
    write_file,
)
from hero_generator.read import Source, read_source
from hero_generator.report import Report, ServiceReport, Status
from hero_generator.verify import cache_folder, verify_packages
from hero_generator.workspace import Workspace, read_specs

if TYPE_CHECKING:
    from hero_generator.artifact import Outcome

CATALOG = "catalog.txt"

Progress = Callable[[str], None]
"""Called with the name of each service that is done."""


@dataclass(frozen=True, slots=True)
class Options:
    """Hold what a run was asked to do."""

    names: tuple[str, ...] = ()
    """Services to look at; empty means all, and only then is anything removed."""
    write: bool = True
    strict: bool = False
    verify: bool = True
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class _Job:
    """Hold one service between the stages."""

    service: Service
    source: Source | None
    on_disk: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def run(workspace: Workspace, options: Options, progress: Progress) -> Report:
    """Bring artifacts up to date, or only tell which ones are not."""
    selected = [s for s in workspace.services if s.name in options.names]
    jobs = [
        _read(workspace, s) for s in (selected if options.names else workspace.services)
    ]
    waiting, reports = _split(jobs, strict=options.strict)
    for report in reports:
        progress(report.name)
    pairs: list[tuple[ServiceReport, dict[str, bytes]]] = []
    for job, outcome in _make_all(waiting, options):
        progress(job.service.name)
        pairs.append(_compare(workspace, job, outcome))
    if options.write:
        pairs = _publish_all(workspace, options, pairs)
    reports += [report for report, _ in pairs]
    if not options.names:
        reports += _stale(workspace, write=options.write)
    if workspace.has_manifest:
        on_disk = {job.service.name: job.on_disk for job in jobs}
        made = {r.name: f for r, f in pairs if f and r.status is not Status.REFUSED}
        reports += _catalog(workspace, on_disk | made, options)
    return Report(tuple(sorted(reports, key=lambda report: report.name)))


def _read(workspace: Workspace, service: Service) -> _Job:
    if workspace.has_manifest:
        source, diagnostics = read_specs(workspace.specs, service)
    else:
        source, diagnostics = read_source(workspace.specs / service.document)
    on_disk = read_artifact(workspace.output / service.name)
    return _Job(service, source, on_disk, diagnostics)


def _split(jobs: list[_Job], *, strict: bool) -> tuple[list[_Job], list[ServiceReport]]:
    """Set apart what is current already and what cannot be read.

    What is current has no diagnostics at hand, so a strict run makes everything anew.
    """
    waiting: list[_Job] = []
    reports: list[ServiceReport] = []
    for job in jobs:
        name = job.service.name
        if job.source is None or refuses(job.diagnostics, strict=False):
            reports.append(ServiceReport(name, Status.REFUSED, job.diagnostics))
        elif not strict and is_current(job.on_disk, job.source, job.service):
            reports.append(ServiceReport(name, Status.UNCHANGED))
        else:
            waiting.append(job)
    return waiting, reports


def _make_all(jobs: list[_Job], options: Options) -> Iterator[tuple[_Job, Outcome]]:
    """Run the pure stages, the largest documents first, on as many workers as asked."""
    if not jobs:
        return iter(())
    from hero_generator.workers import make_all

    tasks = {
        job.service.name: (job.source, job.service, locked_names(job.on_disk))
        for job in jobs
        if job.source is not None
    }
    by_name = {job.service.name: job for job in jobs}
    done = make_all(tasks, strict=options.strict, jobs=options.jobs)
    return ((by_name[name], outcome) for name, outcome in done)


def _compare(
    workspace: Workspace, job: _Job, outcome: Outcome
) -> tuple[ServiceReport, dict[str, bytes]]:
    name = job.service.name
    diagnostics = (*job.diagnostics, *outcome.diagnostics)
    if outcome.files is None:
        return ServiceReport(name, Status.REFUSED, diagnostics), {}
    files = {path: text.encode() for path, text in outcome.files.items()}
    changed = tuple(changed_paths(job.on_disk, files))
    if not changed:
        return ServiceReport(name, Status.UNCHANGED, diagnostics), {}
    try:
        refuse_foreign(workspace.output / name)
    except NotOurs:
        return _foreign(name, workspace.output / name), {}
    difference = render_difference(job.on_disk, files, name)
    diagnostics += find_same_version(job.on_disk, files, name)
    return ServiceReport(name, Status.DIFFERS, diagnostics, changed, difference), files


def _publish_all(
    workspace: Workspace,
    options: Options,
    pairs: list[tuple[ServiceReport, dict[str, bytes]]],
) -> list[tuple[ServiceReport, dict[str, bytes]]]:
    """Stage what changed, check the staged packages in one run, publish them."""
    clear_staging(workspace.output)
    changed = {report.name: files for report, files in pairs if files}
    if not changed:
        return pairs
    workspace.output.mkdir(parents=True, exist_ok=True)
    staged = {n: stage(workspace.output, n, files) for n, files in changed.items()}
    existing = {name for name in changed if (workspace.output / name).exists()}
    findings = ""
    if options.verify:
        packages = {s.name: s.package for s in workspace.services}
        checked = [(folder / "src", packages[name]) for name, folder in staged.items()]
        findings = verify_packages(checked, cache_folder())
    if not findings:
        for name, folder in staged.items():
            publish(folder, workspace.output / name)
    clear_staging(workspace.output)
    return [
        (
            _published(report, report.name in existing, findings) if files else report,
            {} if findings else files,
        )
        for report, files in pairs
    ]


def _published(report: ServiceReport, existed: bool, findings: str) -> ServiceReport:
    if findings:
        return replace(report, status=Status.REFUSED, findings=findings)
    return replace(report, status=Status.UPDATED if existed else Status.CREATED)


def _foreign(name: str, folder: Path) -> ServiceReport:
    message = f"{folder} holds something that hero-generator did not write"
    hint = "Move it away, or choose another output folder."
    diagnostic = error("foreign-folder", str(folder), "", message, hint)
    return ServiceReport(name, Status.REFUSED, (diagnostic,))


def _stale(workspace: Workspace, *, write: bool) -> list[ServiceReport]:
    """Find artifacts of ours that no entry of the manifest stands for."""
    if not workspace.has_manifest or not workspace.output.is_dir():
        return []
    known = {service.name for service in workspace.services}
    reports = []
    for folder in sorted(workspace.output.iterdir()):
        if folder.name in known or folder.name.startswith(".") or not folder.is_dir():
            continue
        files = read_artifact(folder)
        if not is_ours(files):
            continue
        if write:
            remove(folder)
        status = Status.REMOVED if write else Status.DIFFERS
        difference = f"{folder.name}: no entry of the manifest stands for it\n"
        reports.append(ServiceReport(folder.name, status, (), (), difference))
    return reports


def _catalog(
    workspace: Workspace, known: dict[str, dict[str, bytes]], options: Options
) -> list[ServiceReport]:
    """Bring the catalog in line with the locks of all services."""
    summaries: dict[str, str] = {}
    for service in workspace.services:
        files = known.get(service.name) or read_artifact(
            workspace.output / service.name
        )
        lock = find_lock(files)
        if lock is not None:
            summaries[service.name] = lock.summary
    path = workspace.output / CATALOG
    new = render_catalog(summaries).encode()
    old = path.read_bytes() if path.is_file() else None
    if old == new or (old is None and not summaries):
        return []
    difference = render_difference(
        {} if old is None else {CATALOG: old}, {CATALOG: new}, workspace.output.name
    )
    if options.write:
        write_file(path, new)
    status = Status.UPDATED if options.write else Status.DIFFERS
    return [ServiceReport(CATALOG, status, (), (CATALOG,), difference)]
