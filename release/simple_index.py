"""Render a static package index: the Simple Repository API as a folder.

https://packaging.python.org/en/latest/specifications/simple-repository-api/
"""

from __future__ import annotations

import hashlib
import html
import json
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.utils import (
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

_PAGE = """\
<!DOCTYPE html>
<html>
<head>
<meta name="pypi:repository-version" content="1.0">
<title>{title}</title>
</head>
<body>
{links}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one file of the index."""

    project: str
    version: str
    file: str
    sha256: str
    requires_python: str


def read_entry(path: Path) -> Entry:
    """Read what the index says of a wheel or source distribution."""
    is_wheel = path.suffix == ".whl"
    parse = parse_wheel_filename if is_wheel else parse_sdist_filename
    name, version = parse(path.name)[:2]
    fields = HeaderParser().parsestr(
        _read_wheel(path) if is_wheel else _read_sdist(path)
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    required = fields.get("Requires-Python", "")
    return Entry(canonicalize_name(name), str(version), path.name, digest, required)


def render_index(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the text of every page by its path below `simple/`."""
    by_project: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.file):
        by_project.setdefault(entry.project, []).append(entry)
    names = sorted(by_project)
    listed = [f'<a href="{name}/">{name}</a><br>' for name in names]
    meta = {"api-version": "1.0"}
    projects = {"meta": meta, "projects": [{"name": name} for name in names]}
    pages = {
        "index.html": _PAGE.format(title="Simple index", links="\n".join(listed)),
        "index.json": _as_json(projects),
    }
    for name in names:
        files = by_project[name]
        links = "\n".join(_link(entry) for entry in files)
        pages[f"{name}/index.html"] = _PAGE.format(title=name, links=links)
        described = [_describe(entry) for entry in files]
        page = {"meta": meta, "name": name, "files": described}
        pages[f"{name}/index.json"] = _as_json(page)
    return pages


def write_index(folder: Path, files: Iterable[Path]) -> None:
    """Write the index of files that lie in a folder as its folder `simple/`."""
    for page, text in render_index(map(read_entry, files)).items():
        target = folder / "simple" / page
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _link(entry: Entry) -> str:
    href = f"../../{entry.file}#sha256={entry.sha256}"
    required = html.escape(entry.requires_python)
    return f'<a href="{href}" data-requires-python="{required}">{entry.file}</a><br>'


def _describe(entry: Entry) -> dict[str, object]:
    return {
        "filename": entry.file,
        "url": f"../../{entry.file}",
        "hashes": {"sha256": entry.sha256},
        "requires-python": entry.requires_python,
    }


def _as_json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def _read_wheel(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return archive.read(name).decode()


def _read_sdist(path: Path) -> str:
    with tarfile.open(path) as archive:
        stem = path.name.removesuffix(".tar.gz")
        member = archive.extractfile(f"{stem}/PKG-INFO")
        return member.read().decode() if member is not None else ""
