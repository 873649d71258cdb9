"""Turn JSON into typed values and back, after the annotations of this module."""

from __future__ import annotations

import base64
import builtins
import collections.abc
import copy
import datetime
import enum
import types
import typing
from typing import Any, ClassVar, Final, Literal, TypeAlias, Union

from hero_generator.flat.embedded.errors import ValidationError, _shown

Bytes: TypeAlias = builtins.bytes
Date: TypeAlias = datetime.date
DateTime: TypeAlias = datetime.datetime


class Omit(enum.Enum):
    """The type of `OMIT`, for signatures such as `limit: int | Omit = OMIT`."""

    OMIT = "OMIT"


OMIT: Final = Omit.OMIT
"""The default of a parameter that is not sent unless it is given."""

_MISSING: Final = Omit("OMIT")


@typing.dataclass_transform(kw_only_default=True)
class Model:
    """A JSON object with named fields, made with keyword arguments.

    `model_extra` holds received properties that have no field; they are sent back.
    """

    _wire_names: ClassVar[dict[str, str]] = {}
    _always_sent: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, **values: Any) -> None:
        self.model_extra: dict[str, Any] = {}
        fields = _fields_of(type(self))
        missing = [n for n, f in fields.items() if f.required and n not in values]
        unknown = [name for name in values if name not in fields]
        if missing or unknown:
            found = f"missing: {missing}" if missing else f"unknown: {unknown}"
            raise builtins.TypeError(f"{type(self).__name__}: fields {found}")
        for name, field in fields.items():
            value = values[name] if name in values else copy.deepcopy(field.default)
            setattr(self, name, value)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __repr__(self) -> str:
        fields = _fields_of(type(self))
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{type(self).__name__}({shown})"


class _Recursive:
    """A union that reaches itself: a name that type checkers see as its meaning."""

    @staticmethod
    def meaning() -> Any:
        """Return the union."""


class _Field(typing.NamedTuple):
    wire_name: str
    kind: Any
    required: bool
    default: Any


_FIELDS: Final[dict[type[Model], dict[str, _Field]]] = {}


def _fields_of(model: type[Model]) -> dict[str, _Field]:
    if model not in _FIELDS:
        _FIELDS[model] = _read_fields(model)
    return _FIELDS[model]


def _read_fields(model: type[Model]) -> dict[str, _Field]:
    hints = typing.get_type_hints(model, globals(), {})
    fields: dict[str, _Field] = {}
    for name, kind in hints.items():
        if name.startswith("_"):
            continue
        defaults = (vars(o)[name] for o in model.__mro__ if name in vars(o))
        default: Any = next(defaults, _MISSING)
        wire_name = model._wire_names.get(name, name)
        fields[name] = _Field(wire_name, kind, default is _MISSING, default)
    return fields


def _encode(value: Any) -> Any:
    """Return the JSON value of an argument."""
    if isinstance(value, Model):
        return _encode_model(value)
    if isinstance(value, datetime.datetime):
        text = value.isoformat()
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, collections.abc.Mapping):
        return {name: _encode(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encode(item) for item in value]
    return value


def _encode_model(model: Model) -> dict[str, Any]:
    """Leave out what is `None` by default: in JSON that is an absent property."""
    encoded: dict[str, Any] = {}
    for name, field in _fields_of(type(model)).items():
        value = getattr(model, name)
        is_absent = value is None and field.default is None
        if not is_absent or name in model._always_sent:
            encoded[field.wire_name] = _encode(value)
    encoded.update(_encode(model.model_extra))
    return encoded


def _decode(kind: Any, value: Any, path: str) -> Any:
    """Return the typed value of a JSON value; raise `ValidationError` for another."""
    if kind is Any or kind is object:
        return value
    if kind is None or kind is type(None):
        return _require(value is None, None, "null", value, path)
    if isinstance(kind, type) and not typing.get_origin(kind):
        if issubclass(kind, Model):
            return _decode_model(kind, value, path)
        if issubclass(kind, _Recursive):
            return _decode(kind.meaning(), value, path)
        return _decode_scalar(kind, value, path)
    return _decode_generic(kind, value, path)


def _require(holds: bool, result: Any, expected: str, value: Any, path: str) -> Any:
    if holds:
        return result
    text = f"{path} is not {expected}: {_shown(value)}"
    raise ValidationError(text, field=path)


def _decode_scalar(kind: Any, value: Any, path: str) -> Any:
    name: str = kind.__name__
    if kind in (datetime.datetime, datetime.date, bytes):
        return _decode_text(kind, value, path)
    if kind is float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return _require(is_number, value, "a number", value, path)
    if kind is int and isinstance(value, float) and value.is_integer():
        return int(value)
    return _require(type(value) is kind, value, f"of type {name}", value, path)


def _decode_text(kind: Any, value: Any, path: str) -> Any:
    """Read what JSON can only write as text: moments, days, and bytes as Base64."""
    expected = f"text for a {kind.__name__}"
    _require(isinstance(value, str), value, expected, value, path)
    try:
        if kind is bytes:
            padded = value + "=" * (-len(value) % 4)
            return base64.b64decode(padded, validate=True)
        return kind.fromisoformat(value)
    except builtins.ValueError:
        return _require(False, None, expected, value, path)


def _decode_generic(kind: Any, value: Any, path: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        same = (a for a in arguments if _is_same(a, value))
        expected = f"one of {', '.join(map(repr, arguments[:20]))}"
        return _require(any(True for _ in same), value, expected, value, path)
    if origin is Union or origin is types.UnionType:
        return _decode_union(arguments, value, path)
    if origin is dict:
        _require(isinstance(value, dict), value, "an object", value, path)
        items = value.items()
        return {n: _decode(arguments[1], item, f"{path}.{n}") for n, item in items}
    _require(isinstance(value, list), value, "an array", value, path)
    if origin is tuple:
        return _decode_tuple(arguments, value, path)
    return [_decode(arguments[0], v, f"{path}[{i}]") for i, v in enumerate(value)]


def _is_same(constant: Any, value: Any) -> bool:
    """Compare as JSON does: true is not 1, and 1.0 is."""
    alike = isinstance(constant, bool) is isinstance(value, bool)
    return alike and bool(constant == value)


def _decode_tuple(kinds: tuple[Any, ...], value: Any, path: str) -> Any:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    _require(len(kinds) == len(value), value, f"{len(kinds)} items long", value, path)
    pairs = enumerate(zip(kinds, value, strict=True))
    return tuple(_decode(kind, v, f"{path}[{i}]") for i, (kind, v) in pairs)


def _decode_union(kinds: tuple[Any, ...], value: Any, path: str) -> Any:
    """Take the member that fits; of several, the one that knows most properties."""
    found: list[Any] = []
    others = [kind for kind in kinds if kind is not type(None)]
    if value is not None and len(others) == 1:
        return _decode(others[0], value, path)
    for kind in kinds:
        if _may_fit(kind, value):
            try:
                found.append(_decode(kind, value, path))
            except ValidationError:
                continue
    _require(bool(found), value, "of any of its types", value, path)
    return max(found, key=lambda one: -len(getattr(one, "model_extra", ())))


def _may_fit(kind: Any, value: Any) -> bool:
    """Look at the names and constants of an object only, before going deeper."""
    if not (isinstance(kind, type) and issubclass(kind, Model)):
        return True
    if not isinstance(value, dict):
        return False
    for field in _fields_of(kind).values():
        if field.required and field.wire_name not in value:
            return False
        if typing.get_origin(field.kind) is Literal and field.wire_name in value:
            received, allowed = value[field.wire_name], typing.get_args(field.kind)
            if not any(_is_same(one, received) for one in allowed):
                return False
    return True


def _decode_model(model: type[Model], value: Any, path: str) -> Model:
    _require(isinstance(value, dict), value, f"a {model.__name__}", value, path)
    fields = _fields_of(model)
    absent = [
        f.wire_name for f in fields.values() if f.required and f.wire_name not in value
    ]
    _require(not absent, value, f"complete, {absent[:5]} missing", value, path)
    given = {
        name: _decode(field.kind, value[field.wire_name], f"{path}.{field.wire_name}")
        for name, field in fields.items()
        if field.wire_name in value
    }
    decoded: Model = model(**given)
    known = {field.wire_name for field in fields.values()}
    decoded.model_extra = {n: item for n, item in value.items() if n not in known}
    return decoded
