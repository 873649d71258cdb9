"""Make one artifact: a pure function from what was read to the text of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hero_generator.diagnostics import Diagnostic, Severity, error, refuses
from hero_generator.lock import LOCK_NAME, build_inputs, render_lock
from hero_generator.manifest import Service
from hero_generator.models import build_annotations
from hero_generator.overlay import apply_overlay
from hero_generator.parse import Document, parse_document
from hero_generator.plan import Plan, build_plan
from hero_generator.read import Source, decode_json
from hero_generator.render import render_artifact
from hero_runtime.document.digest import (
    digest_bytes,
    digest_canonical,
    without_documentation,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what came of one service."""

    files: dict[str, str] | None
    """Text of every file by path; nothing if the document was refused."""
    diagnostics: tuple[Diagnostic, ...]


def make_artifact(
    source: Source,
    service: Service,
    locked: Mapping[str, Mapping[str, str]],
    *,
    strict: bool,
) -> Outcome:
    """Run all stages from decoding to formatting; touches nothing outside itself."""
    value, problems = _decode(source, service)
    siblings, sibling_problems = _decode_siblings(source)
    if refuses(problems, strict=strict):
        return Outcome(None, problems)
    document, more = parse_document(value, _file_name(service), siblings)
    problems += more
    if document is None or refuses(problems, strict=strict):
        return Outcome(None, problems)
    try:
        plan, more = build_plan(document, service, locked)
    except RecursionError:
        return Outcome(None, (*problems, _too_deep(service)))
    if any(problem.code == "dangling-reference" for problem in more):
        more += sibling_problems
    changelog, changelog_problems = _decode_changelog(source)
    problems += more + changelog_problems
    if refuses(problems, strict=strict):
        return Outcome(None, problems)
    return Outcome(_render(plan, document, source, changelog), problems)


def _render(
    plan: Plan, document: Document, source: Source, changelog: str | None
) -> dict[str, str]:
    files = render_artifact(plan, build_annotations(plan))
    if changelog is not None:
        files["CHANGELOG.md"] = changelog
    canonical = digest_canonical(document.value)
    spec = {
        "bytes": digest_bytes(source.document),
        "original": _original_digest(source, document.file) or canonical,
        "canonical": canonical,
        "surface": digest_canonical(without_documentation(document.value)),
    }
    inputs = build_inputs(source, plan.service)
    text = render_lock(plan.service, inputs, spec, plan.summary, plan.names, files)
    files[f"src/{plan.service.package}/{LOCK_NAME}"] = text
    return dict(sorted(files.items()))


def _original_digest(source: Source, file: str) -> str:
    """Return the digest of a document without its overlay, if it has one.

    It is what a live document can be compared with.
    """
    if source.overlay is None:
        return ""
    return digest_canonical(decode_json(source.document, file)[0])


def _decode(source: Source, service: Service) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Decode the document and correct it with its overlay."""
    value, problems = decode_json(source.document, _file_name(service))
    if source.overlay is None or refuses(problems, strict=False):
        return value, problems
    file = service.overlay.rpartition("/")[2]
    overlay, more = decode_json(source.overlay, file)
    problems += more
    if refuses(more, strict=False):
        return value, problems
    value, more = apply_overlay(value, overlay, file)
    return value, problems + more


def _decode_changelog(source: Source) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Decode the changelog, which is copied into the artifact as it is."""
    if source.changelog is None:
        return None, ()
    try:
        return source.changelog.decode("utf-8"), ()
    except UnicodeDecodeError as failure:
        message = f"the changelog is not UTF-8: {failure.reason} at {failure.start}"
        hint = "Save it as UTF-8."
        return None, (error("changelog-not-utf-8", "CHANGELOG.md", "", message, hint),)


def _decode_siblings(
    source: Source,
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Decode the other files; one that is not JSON matters only if it is missed."""
    siblings: dict[str, Any] = {}
    problems: tuple[Diagnostic, ...] = ()
    for path, data in source.siblings.items():
        value, more = decode_json(data, path)
        if refuses(more, strict=False):
            problems += tuple(replace(p, severity=Severity.WARNING) for p in more)
        else:
            siblings[path] = value
    return siblings, problems


def _file_name(service: Service) -> str:
    return service.document.rpartition("/")[2]


def _too_deep(service: Service) -> Diagnostic:
    message = "the schemas of the document are nested too deeply"
    hint = "Flatten them, if need be with an overlay."
    return error("too-deep", _file_name(service), "", message, hint)
