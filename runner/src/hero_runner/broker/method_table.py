"""Check calls against what a generated client says of its service."""

import inspect
import re
from collections.abc import Mapping, Set
from importlib import import_module
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic import create_model

from hero_runner.broker.records import render_canonical
from hero_runtime.errors import escape
from hero_runtime.service import Method

_SUFFIX: Final = "_method"
_SHOWN: Final = 3
_LONGEST: Final = 200


class MethodTable:
    """Hold the methods of one service, and the types of their parameters."""

    def __init__(self, package: str) -> None:
        module = vars(import_module(f"{package}.methods"))
        self._methods: dict[str, Method[Any]] = {}
        self._required: dict[str, frozenset[str]] = {}
        signatures = _read_signatures(package)
        for name, value in module.items():
            if isinstance(value, Method) and name.endswith(_SUFFIX):
                self._methods[value.name] = value
                signature = signatures.get(name.removesuffix(_SUFFIX), ())
                self._required[value.name] = _find_required(value, signature)
        self._types: Mapping[str, Mapping[str, Any]]
        self._types = import_module(f"{package}.signatures").PARAMETERS
        self._validators: dict[str, TypeAdapter[Any]] = {}

    def find(self, name: str) -> Method[Any] | None:
        """Return a method by its name on the wire."""
        return self._methods.get(name)

    def list_methods(self) -> list[str]:
        """Return the names of all methods on the wire, in document order."""
        return list(self._methods)

    def find_problem(
        self, method: Method[Any], params: object, text: str
    ) -> str | None:
        """Return why `params`, and their JSON text, do not fit a method, if so."""
        if not method.sole_object:
            values = _by_name(method, params)
            if isinstance(values, str):
                return values
            if values is not params:
                text = render_canonical(values)
        elif params is None:
            text = "{}"
        try:
            # As JSON, since that is what the types of the wire are strict about.
            self._find_validator(method).validate_json(text, strict=True)
        except ValidationError as error:
            return _describe(error, method)
        return None

    def _find_validator(self, method: Method[Any]) -> TypeAdapter[Any]:
        validator = self._validators.get(method.name)
        if validator is None:
            types = self._types.get(method.name, {})
            if method.sole_object:
                validator = TypeAdapter(types[method.parameters[0]])
            else:
                required = self._required[method.name]
                validator = TypeAdapter(_build_model(types, required))
            self._validators[method.name] = validator
        return validator


def _build_model(types: Mapping[str, Any], required: Set[str]) -> type[BaseModel]:
    """Return a model of all parameters of a method, by their wire names."""
    fields: dict[str, Any] = {
        f"parameter_{number}": (
            type_,
            Field(alias=name) if name in required else Field(None, alias=name),
        )
        for number, (name, type_) in enumerate(types.items())
    }
    return create_model("Params", __config__=ConfigDict(extra="forbid"), **fields)


def _by_name(method: Method[Any], params: object) -> dict[str, Any] | str:
    """Return values by name, or what is wrong with the form of `params`."""
    if not params:
        return {}
    if method.by_position:
        if not isinstance(params, list):
            return "the params must be a JSON array"
        if len(params) > len(method.parameters):
            return f"there are {len(params)} params, not {len(method.parameters)}"
        pairs = zip(method.parameters, params, strict=False)
        # Null stands for what is left out before another.
        return {name: value for name, value in pairs if value is not None}
    if not isinstance(params, dict):
        return "the params must be a JSON object"
    return params


def _read_signatures(package: str) -> dict[str, tuple[inspect.Parameter, ...]]:
    """Return the parameters of each function of the client, by its name."""
    module = vars(import_module(f"{package}.client"))
    clients = [
        value
        for value in module.values()
        if inspect.isclass(value) and value.__module__ == f"{package}.client"
    ]
    return {
        name: tuple(inspect.signature(function).parameters.values())[1:]
        for client in clients
        for name, function in vars(client).items()
        if inspect.isfunction(function)
    }


def _find_required(
    method: Method[Any], signature: tuple[inspect.Parameter, ...]
) -> frozenset[str]:
    """Return the wire names of parameters without a default.

    Python names are made of wire names by case and separators alone; where that
    does not tell them apart, the service has to say what is missing.
    """
    wire: dict[str, list[str]] = {}
    for name in method.parameters:
        wire.setdefault(_fold(name), []).append(name)
    required = [
        wire.get(_fold(one.name), [])
        for one in signature
        if one.default is inspect.Parameter.empty
    ]
    return frozenset(names[0] for names in required if len(names) == 1)


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _describe(error: ValidationError, method: Method[Any]) -> str:
    problems = error.errors(include_url=False, include_context=False)
    shown = [
        escape(f"{'.'.join(map(str, one['loc']))}: {one['msg']}"[:_LONGEST])
        for one in problems[:_SHOWN]
    ]
    if more := len(problems[_SHOWN:]):
        shown.append(f"and {more} more")
    if any(one["type"] == "extra_forbidden" for one in problems):
        shown.append(f"the parameters are: {', '.join(method.parameters) or 'none'}")
    return "; ".join(shown)
