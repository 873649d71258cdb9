"""Write what a signature does not say: bounds, units, forms; and nothing it does say."""

from __future__ import annotations

import ast
import re

from hero_generator.annotations import Annotation
from hero_generator.source_text import comment

MAXIMUM_SUMMARY = 120
"""Characters of a method's summary in an interface."""

MAXIMUM_PATTERN = 28
"""Characters of a regular expression that is shown; a longer one tells little."""

_SILENT = frozenset("a an the of for by to in on its given this that from all".split())
_UNIT = re.compile(
    r"\b(?:in|of|number of|as|unix)\s+(nanoseconds|microseconds|milliseconds|seconds"
    r"|minutes|hours|days|bytes|kilobytes|megabytes|percent|cents|pixels)\b",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\b(?:epoch|unix time|since 1970)\b", re.IGNORECASE)
_UNIT_NAME = re.compile(
    r"(?:^|_)(?:ns|us|ms|s|secs?|seconds|millis|minutes|mins|hours|days|bytes|kb|mb"
    r"|percent|cents|pixels|px|milliseconds|microseconds|nanoseconds)(?:_|$)"
)
_DATE = re.compile(r"\bYYYY[-/.]?MM(?:[-/.]?DD)?(?:[ T]HH:MM(?::SS)?Z?)?\b")


def summary_remark(name: str, summary: str) -> str:
    """Return a method's summary, unless it only says the words of the name again."""
    text = comment(summary).strip()
    words = re.findall(r"[a-z0-9]+", text.lower())
    said = {_stem(word) for word in re.findall(r"[a-z]+|[0-9]+", name.lower())}
    if all(_stem(word) in said or word in _SILENT for word in words):
        return ""
    if len(text) > MAXIMUM_SUMMARY:
        text = text[:MAXIMUM_SUMMARY].rpartition(" ")[0].rstrip(" …,;:") + " …"
    return text.removesuffix(".") if not text.endswith("..") else text


def value_remark(name: str, annotation: Annotation, description: str) -> str:
    """Return what a caller must know of a value beyond its type; mostly nothing."""
    bounds = _bounds(annotation)
    unit = _unit(name, annotation, description)
    if unit:
        # What bounds a time only says how far a calendar goes.
        return unit if _EPOCH.search(description) or not bounds else f"{unit} {bounds}"
    if bounds:
        return bounds
    found = _DATE.search(description)
    return found.group() if found else ""


def _unit(name: str, annotation: Annotation, description: str) -> str:
    """Return the one unit that a number is in, if its name does not say it."""
    units = {found.group(1).lower() for found in _UNIT.finditer(description)}
    numeric = not annotation.names.isdisjoint({"int", "float"})
    if not numeric or len(units) != 1 or _UNIT_NAME.search(name):
        return ""
    return f"epoch {units.pop()}" if _EPOCH.search(description) else units.pop()


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _bounds(annotation: Annotation) -> str:
    """Describe the constraints of a value, not those of what it may hold."""
    for node in _members(annotation.expression):
        match node:
            case ast.Subscript(
                value=ast.Name(id="Annotated"),
                slice=ast.Tuple(elts=[inner, ast.Call(keywords=keywords)]),
            ):
                given = {k.arg: k.value for k in keywords if k.arg is not None}
                return _described(_constants(given), ast.unparse(inner))
    return ""


def _members(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_members(node.left), *_members(node.right)]
    return [node]


def _constants(given: dict[str, ast.expr]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, node in given.items():
        try:
            found[name] = ast.literal_eval(node)
        except ValueError:
            continue
    return found


def _described(given: dict[str, object], inner: str) -> str:
    unit = {"str": " chars", "list": " items"}.get(inner.partition("[")[0], "")
    pattern = given.get("pattern")
    shown = pattern if isinstance(pattern, str) and pattern.isprintable() else ""
    parts = [
        _range(given.get("ge"), given.get("le")),
        f"> {given['gt']}" if "gt" in given else "",
        f"< {given['lt']}" if "lt" in given else "",
        _range(given.get("min_length"), given.get("max_length"), unit),
        f"multiple of {given['multiple_of']}" if "multiple_of" in given else "",
        f"~ {shown}" if 0 < len(shown) <= MAXIMUM_PATTERN else "",
    ]
    return " ".join(part for part in parts if part)


def _range(low: object, high: object, unit: str = "") -> str:
    """Return `1..100`; that a number is not negative, or a text not empty, is noise."""
    if high is None:
        return "" if not low or (unit and low == 1) else f">= {low}{unit}"
    if low == high:
        return f"{low}{unit}"
    return f"{low}..{high}{unit}" if low is not None else f"<= {high}{unit}"
