"""Find what many methods of a service have in common, to say it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hero_generator.models import Annotations
from hero_generator.plan.values import Method, Plan
from hero_generator.render.remarks import value_remark

ENOUGH = 3
"""Methods that must share a remark on a parameter for it to be said once."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Hold what stands above the class of the client."""

    errors: tuple[str, ...]
    """Exceptions that every method declares."""
    remarks: dict[str, str]
    """Remarks by the name of a parameter, the same wherever it occurs."""

    def lines(self) -> Iterator[str]:
        """Yield the comments that say it."""
        names: dict[str, list[str]] = {}
        for name, remark in self.remarks.items():
            names.setdefault(remark, []).append(name)
        if names:
            told = (f"{', '.join(found)} {remark}" for remark, found in names.items())
            yield f"arguments: {'; '.join(told)}"
        if self.errors:
            yield f"every method raises {', '.join(self.errors)}"


def find_shared(plan: Plan, annotations: Annotations) -> Shared:
    """Return what the methods of a plan have in common."""
    return Shared(tuple(_errors(plan)), _remarks(plan, annotations))


def parameter_remarks(
    method: Method, annotations: Annotations
) -> Iterator[tuple[str, str]]:
    """Yield each parameter that something is to be said of, and what."""
    for parameter in method.parameters:
        name = str(parameter.python_name)
        annotation = annotations.slots[method.wire_name, parameter.wire_name]
        if remark := value_remark(name, annotation, parameter.description):
            yield name, remark


def _errors(plan: Plan) -> list[str]:
    if len(plan.methods) < 2:
        return []
    common = set.intersection(*(set(method.errors) for method in plan.methods))
    return [str(error.name) for error in plan.errors if error.name in common]


def _remarks(plan: Plan, annotations: Annotations) -> dict[str, str]:
    """Return remarks that are true of every parameter of a name."""
    uses = Counter(str(p.python_name) for m in plan.methods for p in m.parameters)
    told = Counter(r for m in plan.methods for r in parameter_remarks(m, annotations))
    return {
        name: remark
        for (name, remark), count in told.items()
        if count == uses[name] and count >= ENOUGH
    }
