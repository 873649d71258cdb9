"""Describe the methods of a live document as the generator plans them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from hero_runtime.document.names import (
    RESERVED_METHOD_NAMES,
    RESERVED_PARAMETER_NAMES,
    PythonIdentifier,
    assign_identifiers,
)
from hero_runtime.document.structure import guess_by_position, is_by_position
from hero_runtime.document.texts import (
    build_client_text,
    build_method_text,
    clean,
    first_sentence,
)
from hero_runtime.dynamic.references import follow
from hero_runtime.dynamic.values import LiveMethod, LiveParameter, LiveService
from hero_runtime.errors import escape
from hero_runtime.omit import OMIT
from hero_runtime.service import Method

Names = Mapping[str, Mapping[str, str]]
"""Scope, place, Python name: the map that the lock of a client keeps."""

_LONGEST_DEFAULT: Final = 1000
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
_ANNOTATIONS: Final[dict[str, type]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "array": list,
    "object": dict,
}


def describe_service(
    document: Mapping[str, Any], locked: Names, *, sole_object: bool
) -> LiveService:
    """Describe all methods of a document, each name once, in its order.

    Names in the lock win. What cannot be understood is left out, as by the generator.
    """
    methods = _find_methods(document)
    names = assign_identifiers(
        methods, reserved=RESERVED_METHOD_NAMES, locked=locked.get("methods", {})
    )
    listed = {name: _descriptors(document, methods[name]) for name in methods}
    undecided = guess_by_position(
        (
            methods[name].get("paramStructure"),
            [str(one.get("name", "")) for one in listed[name].values()],
        )
        for name in methods
    )
    planner = _Planner(document, locked, undecided, sole_object)
    return LiveService(
        text=_client_text(document),
        methods=tuple(
            planner.describe(methods[name], names[name], listed[name])
            for name in methods
        ),
    )


@dataclass(frozen=True, slots=True)
class _Planner:
    """Hold what describing a method needs to know of its document."""

    document: Mapping[str, Any]
    locked: Names
    undecided: bool
    sole_object: bool

    def describe(
        self,
        schema: Mapping[str, Any],
        python_name: PythonIdentifier,
        descriptors: Mapping[str, Mapping[str, Any]],
    ) -> LiveMethod:
        by_position = is_by_position(schema.get("paramStructure"), self.undecided)
        sent = {
            name: descriptor
            for name, descriptor in descriptors.items()
            if by_position or descriptor.get("name", name) == name
        }
        parameters = self._parameters(schema["name"], sent)
        method: Method[Any] = Method(
            schema["name"],
            tuple(sent),
            by_position=by_position,
            sole_object=self.sole_object and list(sent) == ["params"],
            notification=not isinstance(schema.get("result"), dict),
            idempotent=schema.get("x-idempotent") is True,
        )
        text = self._text(schema, python_name, parameters)
        return LiveMethod(method, python_name, parameters, text)

    def _parameters(
        self, method: str, descriptors: Mapping[str, Mapping[str, Any]]
    ) -> tuple[LiveParameter, ...]:
        prefix = f"methods/{method.replace('~', '~0').replace('/', '~1')}/"
        locked = {
            key.removeprefix(prefix): name
            for key, name in self.locked.get("parameters", {}).items()
            if key.startswith(prefix)
        }
        names = assign_identifiers(
            descriptors, reserved=RESERVED_PARAMETER_NAMES, locked=locked
        )
        return tuple(
            _describe_parameter(self.document, names[name], descriptor)
            for name, descriptor in descriptors.items()
        )

    def _text(
        self,
        schema: Mapping[str, Any],
        python_name: str,
        parameters: tuple[LiveParameter, ...],
    ) -> str:
        name = schema["name"]
        description = clean(schema.get("description"))
        summary = first_sentence(clean(schema.get("summary")) or description)
        return build_method_text(
            summary or f"Call {escape(name)}.",
            description,
            deprecated=schema.get("deprecated") is True,
            parameters=[(one.python_name, one.description) for one in parameters],
            errors=self._errors(schema),
            wire_name=escape(name) if name != python_name else "",
        )

    def _errors(self, schema: Mapping[str, Any]) -> list[str]:
        listed = schema.get("errors")
        found = [
            follow(self.document, one)
            for one in (listed if isinstance(listed, list) else [])
        ]
        return [_error_text(one, self.locked) for one in found if isinstance(one, dict)]


def _find_methods(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for entry in document["methods"]:
        target = follow(document, entry)
        if isinstance(target, dict) and isinstance(target.get("name"), str):
            found.setdefault(target["name"], target)
    return found


def _descriptors(
    document: Mapping[str, Any], method: Mapping[str, Any]
) -> dict[str, Mapping[str, Any]]:
    """Return the content descriptors of a method's parameters by wire name."""
    listed = method.get("params")
    found: dict[str, Mapping[str, Any]] = {}
    for index, entry in enumerate(listed if isinstance(listed, list) else []):
        target = follow(document, entry) if isinstance(entry, dict) else None
        if isinstance(target, dict):
            name = str(target.get("name", f"parameter{index + 1}"))
            found[name if name not in found else f"{name} {index + 1}"] = target
    return found


def _describe_parameter(
    document: Mapping[str, Any],
    python_name: PythonIdentifier,
    descriptor: Mapping[str, Any],
) -> LiveParameter:
    schema = _table(descriptor.get("schema"))
    meant = _find_meaning(document, schema)
    text = clean(descriptor.get("description")) or clean(descriptor.get("summary"))
    return LiveParameter(
        python_name=python_name,
        required=descriptor.get("required") is True,
        default=_read_default(schema.get("default"), meant),
        annotation=_ANNOTATIONS.get(str(meant.get("type")), Any),
        description=text or clean(schema.get("description")),
    )


def _find_meaning(
    document: Mapping[str, Any], schema: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return the schema that another one refers to, alone or beside its own words."""
    meant = _table(follow(document, schema))
    parts = meant.get("allOf")
    if isinstance(parts, list) and len(parts) == 1:
        return {**_table(follow(document, parts[0])), **meant}
    return meant


def _read_default(value: object, schema: Mapping[str, Any]) -> object:
    """Return a plain default that fits its schema, or `OMIT`."""
    types = _TYPES.get(str(schema.get("type")), ())
    fits = isinstance(value, types) and (bool in types) == isinstance(value, bool)
    choices = schema.get("enum")
    if not fits or (isinstance(choices, list) and value not in choices):
        return OMIT
    is_endless = isinstance(value, float) and not isfinite(value)
    return OMIT if is_endless or len(str(value)) > _LONGEST_DEFAULT else value


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _error_text(error: Mapping[str, Any], locked: Names) -> str:
    code = error.get("code")
    name = locked.get("errors", {}).get(str(code))
    if name is not None:
        return name
    message = first_sentence(clean(error.get("message")))
    return f"RemoteError: {escape(str(code))} {message}".rstrip()


def _client_text(document: Mapping[str, Any]) -> str:
    info = _table(document.get("info"))
    title = clean(info.get("title")) or "OpenRPC service"
    return build_client_text(
        title, clean(info.get("version")), clean(info.get("description"))
    )
