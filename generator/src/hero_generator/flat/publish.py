"""Bring the files of exports in line with what the specs give, or tell which differ."""

from __future__ import annotations

from pathlib import Path

from hero_generator.compare import changed_paths, render_difference
from hero_generator.flat.export import make_export
from hero_generator.freshness import locked_names, read_artifact
from hero_generator.manifest import Service
from hero_generator.publish import write_file
from hero_generator.report import Report, ServiceReport, Status
from hero_generator.workspace import Workspace, read_specs


def publish_exports(
    workspace: Workspace, names: tuple[str, ...], out: Path, *, write: bool
) -> Report:
    """Export the named services, or all; other files of the folder stay as they are.

    Names of types, methods and fields are those of the package in `generated/`.
    """
    chosen = [s for s in workspace.services if not names or s.name in names]
    return Report(tuple(_publish(workspace, s, out, write=write) for s in chosen))


def _publish(
    workspace: Workspace, service: Service, out: Path, *, write: bool
) -> ServiceReport:
    source, problems = read_specs(workspace.specs, service)
    if source is None:
        return ServiceReport(service.name, Status.REFUSED, problems)
    package = read_artifact(workspace.output / service.name)
    outcome = make_export(source, service, locked_names(package))
    problems += outcome.diagnostics
    if outcome.files is None:
        return ServiceReport(service.name, Status.REFUSED, problems)
    files = {name: text.encode() for name, text in outcome.files.items()}
    on_disk = {
        name: (out / name).read_bytes() for name in files if (out / name).is_file()
    }
    changed = tuple(changed_paths(on_disk, files))
    if not changed:
        return ServiceReport(service.name, Status.UNCHANGED, problems)
    difference = render_difference(on_disk, files, out.name)
    status = Status.DIFFERS
    if write:
        _write(out, {name: files[name] for name in changed})
        status = Status.UPDATED if on_disk else Status.CREATED
    return ServiceReport(service.name, status, problems, changed, difference)


def _write(out: Path, files: dict[str, bytes]) -> None:
    """Write the digest last, so that it never speaks for an older client."""
    out.mkdir(parents=True, exist_ok=True)
    for name in sorted(files, key=lambda name: name.endswith(".hash")):
        write_file(out / name, files[name])
