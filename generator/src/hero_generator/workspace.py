"""Find the specs and output folders, and read the manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hero_generator.diagnostics import Diagnostic, error
from hero_generator.manifest import (
    MANIFEST_NAME,
    Service,
    build_service,
    parse_manifest,
)
from hero_generator.read import Source, read_source


@dataclass(frozen=True, slots=True)
class Workspace:
    """Hold where documents come from and where artifacts go."""

    specs: Path
    output: Path
    services: tuple[Service, ...]
    has_manifest: bool = True


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from a start upwards, that has a manifest."""
    for folder in (start, *start.parents):
        if (folder / "specs" / MANIFEST_NAME).is_file():
            return folder
    return None


def find_output() -> Path | None:
    """Return the folder of packages of the nearest project, from here upwards."""
    root = find_root(Path.cwd())
    return None if root is None else root / "generated"


def read_workspace(
    specs: Path | None, output: Path | None, names: tuple[str, ...]
) -> tuple[Workspace | None, tuple[Diagnostic, ...]]:
    """Read the manifest, found from the working directory upwards unless given."""
    root = find_root(Path.cwd())
    if specs is None and root is None:
        message = f"no specs/{MANIFEST_NAME} here or in a folder above"
        hint = (
            "Run inside the project, name the folder with --specs, or use --document."
        )
        return None, (error("no-manifest", MANIFEST_NAME, "", message, hint),)
    folder = specs if specs is not None else (root or Path()) / "specs"
    target = output if output is not None else folder.parent / "generated"
    manifest = folder / MANIFEST_NAME
    try:
        text = manifest.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        hint = "Name a folder that holds a manifest with --specs."
        return None, (error("no-manifest", str(manifest), "", str(problem), hint),)
    services, problems = parse_manifest(text, MANIFEST_NAME)
    known = {service.name for service in services}
    unknown = [name for name in names if name not in known]
    if unknown and not problems:
        hint = f"Known services: {', '.join(sorted(known)) or 'none'}."
        message = f"no service is named {unknown[0]!r}"
        problems = (error("unknown-service", MANIFEST_NAME, "", message, hint),)
    return Workspace(folder, target, services), problems


def read_specs(
    specs: Path, service: Service
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read all that is cached of a service."""
    vendored = specs / service.vendored if service.vendored else None
    document, overlay = specs / service.document, specs / service.overlay
    return read_source(document, overlay, vendored, specs / service.changelog)


def single_workspace(document: Path, name: str, output: Path) -> Workspace:
    """Return a workspace of one document without a manifest."""
    service = build_service(name, document.name)
    return Workspace(document.parent, output, (service,), has_manifest=False)
