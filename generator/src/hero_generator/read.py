"""Read what generation starts from; the only module that reads documents from disk."""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hero_generator.diagnostics import (
    Diagnostic,
    Severity,
    error,
    refuses,
    warning,
)

MAXIMUM_BYTES = 32 * 1024 * 1024
"""Largest document accepted; the largest seen in practice has 3 MB."""

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_HALF_A_PAIR = "an escape such as \\ud800 is half a pair and no character"


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the bytes generation starts from, as found on disk."""

    document: bytes
    overlay: bytes | None = None
    changelog: bytes | None = None
    siblings: dict[str, bytes] = field(default_factory=dict)
    """Other JSON files beside the document, by path relative to its folder."""


def read_source(
    document: Path,
    overlay: Path | None = None,
    vendored: Path | None = None,
    changelog: Path | None = None,
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read a document, its overlay if there is one, and the files its references name.

    Sibling files are read only if the document refers outside itself, and only from
    its own folder downwards: a symbolic link that leaves the folder is not followed.
    `vendored` is one more folder whose files are meant by their `$id`.
    """
    data, problem = _read_bounded(document, document.name)
    if data is None:
        return None, (problem,) if problem else ()
    beside: list[bytes | None] = []
    for path in (overlay, changelog):
        found, problem = None, None
        if path is not None and path.is_file():
            found, problem = _read_bounded(path, path.name)
        if problem is not None:
            return None, (problem,)
        beside.append(found)
    overlay_data, changelog_data = beside
    siblings: dict[str, bytes] = {}
    problems: tuple[Diagnostic, ...] = ()
    if refers_outside(data) or (overlay_data and refers_outside(overlay_data)):
        own = {document.resolve(), overlay.resolve() if overlay else None}
        siblings, problems = _read_folder(document.parent, "", own)
        if vendored is not None:
            more, more_problems = _read_folder(vendored, "vendored:/", set())
            siblings |= more
            problems += more_problems
    return Source(data, overlay_data, changelog_data, siblings), problems


def decode_json(data: bytes, file: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Decode JSON strictly: UTF-8, no NaN, no duplicate keys; problems are values.

    Half a surrogate pair (RFC 8259, section 8.2) is refused: no client can send it.
    """
    duplicates: list[str] = []

    def build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            duplicates.extend(key for key, count in counts.items() if count > 1)
        return built

    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=build_object,
            parse_constant=_refuse_constant,
            parse_float=_read_finite,
        )
        if _SURROGATE.search(data):
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return None, (_not_json(ValueError(_HALF_A_PAIR), file),)
    except (ValueError, RecursionError) as problem:
        return None, (_not_json(problem, file),)
    return value, tuple(_duplicate_key(key, file) for key in duplicates[:20])


def decode_siblings(source: Source) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Decode the other files; one that is not JSON matters only if it is missed."""
    siblings: dict[str, Any] = {}
    problems: tuple[Diagnostic, ...] = ()
    for path, data in source.siblings.items():
        value, more = decode_json(data, path)
        if refuses(more, strict=False):
            problems += soften(more)
        else:
            siblings[path] = value
    return siblings, problems


def soften(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return problems as warnings, where they stop nothing."""
    return tuple(replace(problem, severity=Severity.WARNING) for problem in problems)


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is not a JSON value")


def _read_finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large for a number")
    return number


def _not_json(problem: Exception, file: str) -> Diagnostic:
    deep = isinstance(problem, RecursionError)
    reason = "values are nested too deeply" if deep else str(problem)
    hint = "Save the document as UTF-8 JSON, for example the answer of rpc.discover."
    return error("not-json", file, "", f"the file is not JSON: {reason}", hint)


def _duplicate_key(key: str, file: str) -> Diagnostic:
    message = f"the key {key!r} occurs twice in one object; the last one counts"
    return warning("duplicate-key", file, "", message, "Remove one of the two.")


def _read_bounded(path: Path, file: str) -> tuple[bytes | None, Diagnostic | None]:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAXIMUM_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        hint = "Check the path and its permissions."
        return None, error("unreadable", str(path), "", reason, hint)
    if len(data) > MAXIMUM_BYTES:
        message = f"the file is larger than {MAXIMUM_BYTES // 2**20} MiB"
        hint = "Check that this is an OpenRPC document; split it if it really is."
        return None, error("too-large", file, "", message, hint)
    return data, None


def refers_outside(data: bytes) -> bool:
    """Tell cheaply whether the text holds a `$ref` that does not start with `#`."""
    position = data.find(b'"$ref"')
    while position >= 0:
        rest = data[position + 6 : position + 40].lstrip(b" \t\r\n:")
        if rest.startswith(b'"') and not rest.startswith(b'"#'):
            return True
        position = data.find(b'"$ref"', position + 6)
    return False


def _read_folder(
    folder: Path, prefix: str, skipped: set[Path | None]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Read the JSON files of a folder, up to a limit for all of them together."""
    base = folder.resolve()
    found: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    budget = MAXIMUM_BYTES
    for path in sorted(set(_json_files(base)) - skipped):
        file = prefix + path.relative_to(base).as_posix()
        data, problem = _read_bounded(path, file)
        budget -= len(data or b"")
        if problem is not None:
            problems.append(problem)
        elif data is not None and budget >= 0:
            found[file] = data
    return found, tuple(problems)


def _json_files(folder: Path) -> list[Path]:
    return [
        Path(parent, name)
        for parent, folders, names in os.walk(folder)
        for name in names
        if name.endswith(".json") and not Path(parent, name).is_symlink()
    ]
