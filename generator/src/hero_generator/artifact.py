"""Make one artifact: a pure function from what was read to the text of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_generator.lock import LOCK_NAME, build_inputs, render_lock
from hero_generator.manifest import Service
from hero_generator.models import build_annotations
from hero_generator.planned import Planned, plan_source
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
    planned, problems = plan_source(source, service, locked, strict=strict)
    if planned is None:
        return Outcome(None, problems)
    changelog, more = _decode_changelog(source)
    problems += more
    if refuses(problems, strict=strict):
        return Outcome(None, problems)
    return Outcome(_render(planned, source, changelog), problems)


def _render(planned: Planned, source: Source, changelog: str | None) -> dict[str, str]:
    plan, document = planned.plan, planned.document
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
