"""Tell which annotations need pydantic, and use it for those.

Importing pydantic takes longer than starting a play: values of plain JSON types are
taken as they are without it.
"""

import json
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

_SCALARS: Final = (str, int, float, bool, type(None))
_OPEN: Final = (Any, object, dict, list)
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


class NotJson(Exception):
    """JSON cannot hold a value; the message says why."""


def is_plain(annotation: Any) -> bool:
    """Tell whether values of a type are the same after a trip through JSON."""
    if annotation in _SCALARS or annotation in _OPEN or annotation is None:
        return True
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return all(isinstance(item, _SCALARS) for item in arguments)
    if origin is dict:
        return arguments[0] is str and is_plain(arguments[1])
    if origin in (list, Union, types.UnionType):
        return all(is_plain(item) for item in arguments)
    return False


def is_valid(value: Any, annotation: Any) -> bool:
    """Tell whether a value plainly has a plain type; False says nothing."""
    if annotation in (Any, object):
        return True
    if annotation in _SCALARS or annotation in (dict, list):
        return type(value) is annotation
    if annotation is None:
        return value is None
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return any(is_valid(value, item) for item in arguments)
    if origin is Literal:
        return any(value == item and type(value) is type(item) for item in arguments)
    if origin is list:
        return type(value) is list and all(is_valid(v, arguments[0]) for v in value)
    if origin is dict and type(value) is dict:
        return all(
            type(key) is str and is_valid(item, arguments[1])
            for key, item in value.items()
        )
    return False


def read_hints(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotations of a function; none, if their names cannot be found."""
    try:
        return get_type_hints(function, include_extras=True)
    except (NameError, TypeError, AttributeError, SyntaxError):
        return {}


def read_return_type(function: Callable[..., Any]) -> Any:
    """Return the annotated return type of a function, `Any` without one."""
    annotations = getattr(function, "__annotations__", None)
    if not annotations or "return" not in annotations:
        return Any
    return read_hints(function).get("return", Any)


def encode_value(value: Any, annotation: Any = Any) -> str:
    """Return a value as JSON. Raises `NotJson`."""
    try:
        if not is_plain(annotation) and (adapter := find_adapter(annotation)):
            return str(adapter.dump_json(value, by_alias=True).decode())
        return _encode(value)
    except (TypeError, ValueError, RecursionError) as error:
        reason = str(error).removeprefix("Object of type ").split("\n")[0]
        raise NotJson(
            f"a value of type {type(value).__name__}, which JSON cannot hold: {reason}"
        ) from error


def decode_value(text: str, annotation: Any = Any) -> Any:
    """Return the value of a JSON text, of an annotated type where there is one."""
    if not is_plain(annotation) and (adapter := find_adapter(annotation)):
        return adapter.validate_json(text)
    return json.loads(text)


def round_trip(value: Any, text: str, annotation: Any) -> Any:
    """Return a value as it will be when it is read again, so that no code differs."""
    if isinstance(value, str | int | float | None) and is_plain(annotation):
        return value if type(value) in _SCALARS else json.loads(text)
    return json.loads(text) if is_plain(annotation) else value


@lru_cache(maxsize=256)
def _cached_adapter(annotation: Any) -> Any:
    from pydantic import PydanticUserError, TypeAdapter

    try:
        return TypeAdapter(annotation)
    except PydanticUserError:
        return None


def find_adapter(annotation: Any) -> Any:
    """Return what converts values of a type; none where pydantic knows no way."""
    try:
        return _cached_adapter(annotation)
    except TypeError:
        return _cached_adapter.__wrapped__(annotation)
