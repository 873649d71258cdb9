"""Decide everything about one artifact: from what was read to a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_generator.manifest import Service
from hero_generator.overlay import correct_document
from hero_generator.parse import Document, parse_document
from hero_generator.plan import Plan, build_plan
from hero_generator.read import Source, decode_json, decode_siblings


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold a plan and the document that it is of."""

    plan: Plan
    document: Document


def plan_source(
    source: Source,
    service: Service,
    locked: Mapping[str, Mapping[str, str]],
    *,
    strict: bool,
) -> tuple[Planned | None, tuple[Diagnostic, ...]]:
    """Decode, correct, parse and plan; nothing comes of a document that is refused.

    A file beside the document that is not JSON is told of only if it is missed.
    """
    value, problems = _decode(source, service)
    siblings, sibling_problems = decode_siblings(source)
    if refuses(problems, strict=strict):
        return None, problems
    document, more = parse_document(value, _file_name(service.document), siblings)
    problems += more
    if document is None or refuses(problems, strict=strict):
        return None, problems
    try:
        plan, more = build_plan(document, service, locked)
    except RecursionError:
        return None, (*problems, _too_deep(service))
    if any(problem.code == "dangling-reference" for problem in more):
        more += sibling_problems
    problems += more
    if refuses(problems, strict=strict):
        return None, problems
    return Planned(plan, document), problems


def _decode(source: Source, service: Service) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Decode the document and correct it with its overlay."""
    value, problems = decode_json(source.document, _file_name(service.document))
    if source.overlay is None or refuses(problems, strict=False):
        return value, problems
    value, more = correct_document(value, source.overlay, _file_name(service.overlay))
    return value, problems + more


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


def _too_deep(service: Service) -> Diagnostic:
    message = "the schemas of the document are nested too deeply"
    hint = "Flatten them, if need be with an overlay."
    return error("too-deep", _file_name(service.document), "", message, hint)
