"""Arrange the arguments of a call into the `params` of a request."""

from collections.abc import Mapping

from hero_runtime.errors import ParameterError
from hero_runtime.omit import OMIT
from hero_runtime.service import Method, ResultT

Params = dict[str, object] | list[object] | None
"""JSON-RPC `params`; `None` stands for a request without them."""


def select_arguments(
    method: Method[ResultT], arguments: tuple[object, ...]
) -> dict[str, object]:
    """Return the arguments that are sent, by wire name, in document order."""
    return {
        name: argument
        for name, argument in zip(method.parameters, arguments, strict=True)
        if not _is_omitted(method, name, argument)
    }


def arrange_params(method: Method[ResultT], values: Mapping[str, object]) -> Params:
    """Return `params` for encoded values in the form that the method takes.

    A method without parameters has no `params`: JSON-RPC 2.0, section 4, lets
    them be left out, and some services refuse an empty object there.
    """
    if method.sole_object:
        return _sole_params(method, values)
    if not method.parameters:
        return None
    if method.by_position:
        return _arrange_by_position(method.parameters, values)
    return dict(values)


def _is_omitted(method: Method[ResultT], name: str, argument: object) -> bool:
    return argument is OMIT or (argument is None and name in method.omit_none)


def _sole_params(method: Method[ResultT], values: Mapping[str, object]) -> Params:
    name = method.parameters[0]
    value = values.get(name, {})
    if isinstance(value, dict | list):
        return value
    raise ParameterError(
        f"parameter {name!r} is sent as the whole params, which are a JSON object "
        f"or array, not {type(value).__name__}",
        field=name,
    )


def _arrange_by_position(
    names: tuple[str, ...], values: Mapping[str, object]
) -> list[object]:
    """Send null for a gap; what is omitted after the last value is cut."""
    end = max((names.index(name) + 1 for name in values), default=0)
    return [values.get(name) for name in names[:end]]
