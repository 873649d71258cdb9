"""Compare the parameters of one method of two documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hero_generator.changes.annotations import compare_annotations
from hero_generator.changes.collected import Collected
from hero_generator.changes.linked import Linked
from hero_generator.changes.renames import find_renames
from hero_generator.changes.values import Direction
from hero_runtime.document.names import PythonIdentifier
from hero_runtime.document.digest import render_canonical, without_documentation

Parameters = dict[str, dict[str, Any]]
Methods = tuple[Mapping[str, Any], Mapping[str, Any]]


def compare_parameters(
    collected: Collected, method: str, linked: tuple[Linked, Linked], methods: Methods
) -> None:
    """Add every change of the parameters of a method."""
    old, new = (
        read_parameters(doc, value) for doc, value in zip(linked, methods, strict=True)
    )
    renames = _find_renames(old, new, methods[0].get("paramStructure") == "by-name")
    for name in old:
        if name not in new and name not in renames:
            collected.add(
                "parameter-removed", f"{method} parameter {name}", "it is gone"
            )
    is_positional = _is_by_position(methods[0], old) and _is_by_position(
        methods[1], new
    )
    for before, after in renames.items():
        code = _code_of_rename(before, after, is_positional)
        message = f"it is now named {after}"
        collected.add(code, f"{method} parameter {before}", message)
    kept = {name: name for name in old if name in new} | renames
    _compare_added(collected, method, new, set(kept.values()))
    if methods[1].get("paramStructure") != "by-name":
        _compare_order(collected, method, list(new), [kept.get(n, "") for n in old])
    for before, after in kept.items():
        _compare_parameter(collected, method, after, old[before], new[after])


def _is_by_position(method: Mapping[str, Any], parameters: Parameters) -> bool:
    """Tell whether callers send by position: names that are prose cannot be sent."""
    structure = method.get("paramStructure")
    if structure in ("by-name", "by-position"):
        return bool(structure == "by-position")
    return any(" " in name.strip() for name in parameters)


def _code_of_rename(old: str, new: str, is_positional: bool) -> str:
    same = PythonIdentifier.from_wire(old) == PythonIdentifier.from_wire(new)
    return "parameter-respelled" if same and is_positional else "parameter-renamed"


def read_parameters(linked: Linked, method: Mapping[str, Any]) -> Parameters:
    """Return the parameters of a method by name, in order."""
    listed = method.get("params")
    found: Parameters = {}
    for index, item in enumerate(listed if isinstance(listed, list) else []):
        described = linked.follow_dict(item)
        found.setdefault(str(described.get("name", index)), described)
    return found


def _find_renames(old: Parameters, new: Parameters, is_by_name: bool) -> dict[str, str]:
    """Recognise renamed parameters: of like names and one shape, or in one place."""
    gone = {name: value for name, value in old.items() if name not in new}
    come = {name: value for name, value in new.items() if name not in old}
    renames = find_renames(gone, come, _is_same)
    if len(old) != len(new):
        return renames
    alone = len(gone) == 1 and not is_by_name
    for before, after in zip(old, new, strict=True):
        if before in renames or after in renames.values():
            continue
        if before in gone and after in come:
            if alone or _is_same(old[before], new[after]):
                renames[before] = after
    return renames


def _is_same(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return _shape(old) == _shape(new)


def _shape(parameter: dict[str, Any]) -> str:
    schema = without_documentation(parameter.get("schema", True))
    return render_canonical([schema, parameter.get("required") is True])


def _compare_added(
    collected: Collected, method: str, new: Parameters, kept: set[str]
) -> None:
    for name, parameter in new.items():
        if name in kept:
            continue
        place = f"{method} parameter {name}"
        if parameter.get("required") is True:
            collected.add("required-parameter-added", place, "it is new and required")
        else:
            collected.add("parameter-added", place, "it is new and optional")


def _compare_order(
    collected: Collected, method: str, new: list[str], kept: list[str]
) -> None:
    """Find parameters that stand elsewhere in a list that callers may send.

    `kept` holds what became of each old parameter, in the old order.
    """
    moved = [
        f"{name} from {index + 1} to {new.index(name) + 1}"
        for index, name in enumerate(kept)
        if name and new.index(name) != index
    ]
    if moved:
        message = f"positions moved: {', '.join(moved)}"
        collected.add("parameters-moved", f"{method} parameters", message)


def _compare_parameter(
    collected: Collected,
    method: str,
    name: str,
    old: dict[str, Any],
    new: dict[str, Any],
) -> None:
    place = f"{method} parameter {name}"
    was_required, is_required = (p.get("required") is True for p in (old, new))
    if is_required and not was_required:
        collected.add("parameter-now-required", place, "it is required from now on")
    if was_required and not is_required:
        collected.add("parameter-now-optional", place, "it is optional from now on")
    compare_annotations(collected.add_described, place, old, new)
    schemas = (old.get("schema", True), new.get("schema", True))
    collected.add_schemas(method, place, Direction.SENT, *schemas)
