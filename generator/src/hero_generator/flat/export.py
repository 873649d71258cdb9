"""Make the files of an export: a pure function from what was read to their text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hero_generator.artifact import Outcome
from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_runtime.document.digest import digest_bytes
from hero_generator.flat.client import render_flat_client
from hero_generator.flat.interface import render_flat_interface
from hero_generator.manifest import Service
from hero_generator.models import build_annotations
from hero_generator.overlay import apply_overlay
from hero_generator.parse import parse_document
from hero_generator.plan import build_plan
from hero_generator.read import Source, decode_json


def make_export(
    source: Source, service: Service, locked: Mapping[str, Mapping[str, str]]
) -> Outcome:
    """Return the files of an export; names are those that `locked` has given.

    `{service}.hash` holds the digest of the document's bytes, as the lock of a package.
    """
    file = service.document.rpartition("/")[2]
    value, problems = decode_json(source.document, file)
    if source.overlay is not None and not refuses(problems, strict=False):
        value, more = _correct(value, source.overlay, service)
        problems += more
    if refuses(problems, strict=False):
        return Outcome(None, problems)
    siblings = {name: decode_json(d, name)[0] for name, d in source.siblings.items()}
    document, more = parse_document(value, file, siblings)
    problems += more
    if document is None or refuses(problems, strict=False):
        return Outcome(None, problems)
    try:
        plan, more = build_plan(document, service, locked)
    except RecursionError:
        message = "the schemas of the document are nested too deeply"
        hint = "Flatten them, if need be with an overlay."
        return Outcome(None, (*problems, error("too-deep", file, "", message, hint)))
    problems += more
    if refuses(problems, strict=False):
        return Outcome(None, problems)
    annotations = build_annotations(plan)
    files = {
        f"{service.name}.hash": f"{digest_bytes(source.document)}\n",
        f"{service.name}_client.py": render_flat_client(plan, annotations),
        f"{service.name}_interface.py": render_flat_interface(plan, annotations),
    }
    return Outcome(files, problems)


def _correct(
    value: Any, overlay: bytes, service: Service
) -> tuple[Any, tuple[Diagnostic, ...]]:
    file = service.overlay.rpartition("/")[2]
    decoded, problems = decode_json(overlay, file)
    if refuses(problems, strict=False):
        return value, problems
    corrected, more = apply_overlay(value, decoded, file)
    return corrected, problems + more
