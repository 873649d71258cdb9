"""Decode what a service describes: its document, corrected by its overlay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hero_generator.diagnostics import Diagnostic, Severity, error, refuses
from hero_generator.read import Source, decode_json

if TYPE_CHECKING:
    from hero_generator.changes import Change

_DOCUMENT = "openrpc.json"


@dataclass(frozen=True, slots=True)
class Interface:
    """Hold a decoded document and the files beside it."""

    document: dict[str, Any]
    siblings: Mapping[str, Any]


def parse_interface(
    source: Source, file: str = _DOCUMENT
) -> tuple[Interface | None, tuple[Diagnostic, ...]]:
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
        value, more = _apply(value, source.overlay)
        problems += more
    return Interface(value, _decode_siblings(source)), problems


def compare_interfaces(old: Interface, new: Interface) -> tuple[Change, ...]:
    """Return every change from one interface to another."""
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


def _apply(value: Any, data: bytes) -> tuple[Any, tuple[Diagnostic, ...]]:
    from hero_generator.overlay import apply_overlay

    overlay, problems = decode_json(data, "overlay.json")
    if refuses(problems, strict=False):
        return value, _soften(problems)
    corrected, problems = apply_overlay(value, overlay, "overlay.json")
    return corrected, _soften(problems)


def _soften(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(replace(problem, severity=Severity.WARNING) for problem in problems)


def _decode_siblings(source: Source) -> dict[str, Any]:
    """Decode the files beside a document; one that is not JSON is left out."""
    decoded = {}
    for path, data in source.siblings.items():
        value, problems = decode_json(data, path)
        if not refuses(problems, strict=False):
            decoded[path] = value
    return decoded
