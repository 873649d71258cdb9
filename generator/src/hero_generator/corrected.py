"""Decode a document as it is corrected by its overlay, to compare it with another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_generator.read import Source, decode_json, decode_siblings, soften

if TYPE_CHECKING:
    from hero_generator.changes import Change

_DOCUMENT = "openrpc.json"


@dataclass(frozen=True, slots=True)
class Corrected:
    """Hold a decoded document, its overlay applied, and the files beside it."""

    document: dict[str, Any]
    siblings: Mapping[str, Any]


def parse_corrected(
    source: Source, file: str = _DOCUMENT
) -> tuple[Corrected | None, tuple[Diagnostic, ...]]:
    """Decode a document and apply its overlay, as far as the overlay still fits.

    An overlay that does not fit is a warning here: generating refuses it.
    """
    value, problems = decode_json(source.document, file)
    if refuses(problems, strict=False):
        return None, problems
    problem = find_form_problem(value, file)
    if problem is not None:
        return None, (*problems, problem)
    if source.overlay is not None:
        from hero_generator.overlay import correct_document

        value, more = correct_document(value, source.overlay, "overlay.json")
        problems += soften(more)
    return Corrected(value, decode_siblings(source)[0]), problems


def compare_corrected(old: Corrected, new: Corrected) -> tuple[Change, ...]:
    """Return every change of the interface from one document to another."""
    from hero_generator.changes import compare_documents

    return compare_documents(old.document, new.document, (old.siblings, new.siblings))


def find_form_problem(value: Any, file: str) -> Diagnostic | None:
    """Return why a JSON value is no OpenRPC document; nothing if it is one."""
    hint = "Check that this is the answer of rpc.discover, or an openrpc.json."
    if not isinstance(value, dict) or not isinstance(value.get("openrpc"), str):
        message = "this is no OpenRPC document: it has no `openrpc` version"
        return error("not-openrpc", file, "/openrpc", message, hint)
    methods = value.get("methods")
    if not isinstance(methods, list):
        message = "this is no OpenRPC document: it has no list of methods"
        return error("not-openrpc", file, "/methods", message, hint)
    for index, method in enumerate(methods):
        if not isinstance(method, dict) or not {"name", "$ref"} & method.keys():
            message = "this is no OpenRPC document: a method has no name"
            return error("not-openrpc", file, f"/methods/{index}", message, hint)
    return None
