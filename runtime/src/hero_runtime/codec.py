"""Encode parameters and decode results with the types of a generated package."""

import json
import warnings
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Any, Final, TypeVar

from pydantic import PydanticUserError, TypeAdapter
from pydantic import ValidationError as PydanticError
from pydantic_core import (
    ErrorDetails,
    PydanticSerializationError,
    SchemaValidator,
    core_schema,
)

from hero_runtime.errors import (
    InterfaceMismatch,
    MismatchWarning,
    ParameterError,
    ResultError,
    escape,
)
from hero_runtime.options import OnMismatch

ValueT = TypeVar("ValueT")

_SHOWN_ERRORS: Final = 5

# Whole numbers below this are exact after they were read as floating point.
_EXACT_FLOAT: Final = 2**53


@cache
def codec_of(package: str) -> "Codec":
    """Return the codec of a generated package."""
    return Codec(package)


class Codec:
    """Hold the adapters of a package's types, each built when first needed."""

    def __init__(self, package: str) -> None:
        signatures = import_module(f"{package}.signatures")
        self._lock = Lock()
        self._parameter_types: Mapping[str, Mapping[str, Any]]
        self._parameter_types = signatures.PARAMETERS
        self._result_types: Mapping[str, Any] = signatures.RESULTS
        self._parameters: dict[str, dict[str, TypeAdapter[Any]]] = {}
        self._results: dict[str, TypeAdapter[Any]] = {}
        self._answers: dict[str, SchemaValidator] = {}
        self._warned: set[str] = set()

    def encode(self, method: str, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the JSON values of arguments, by wire name.

        Raises `ParameterError` for the first that does not have its type.
        """
        if not arguments:
            return {}
        adapters = self._parameters.get(method) or self._build_parameters(method)
        return {
            name: _encode_value(_pick(adapters, name), name, value)
            for name, value in arguments.items()
        }

    def decode_answer(
        self, method: str, body: bytes, request_id: int
    ) -> tuple[object] | None:
        """Return the typed result in the body of an answer, if it is a plain one.

        JSON is read and validated in one step. For anything else there is
        `None`, and the body has to be parsed for what it is: an error, the
        answer to another request, a result of another type.
        """
        # Reading in one step would take these for numbers.
        if b"NaN" in body or b"Infinity" in body:
            return None
        validator = self._answers.get(method) or self._build_answer(method)
        try:
            answer = validator.validate_json(body, strict=True)
        except PydanticError:
            return None
        return (answer["result"],) if answer["id"] == request_id else None

    def decode(
        self, method: str, result: object, on_mismatch: OnMismatch = "raise"
    ) -> object:
        """Return the typed value of a parsed `result`.

        Raises `ResultError` when the result does not have its type, unless
        such results are accepted.
        """
        adapter = self._results.get(method) or self._build_result(method)
        try:
            return _decode(adapter, json.dumps(result))
        except ResultError as error:
            if on_mismatch == "raise":
                raise
            if on_mismatch == "warn":
                self._warn(method, error)
        from hero_runtime.lenient import build_leniently

        return build_leniently(_pick(self._result_types, method), result)

    def _warn(self, method: str, error: ResultError) -> None:
        """Warn of the first result of a method that does not have its type."""
        with self._lock:
            is_known = method in self._warned
            self._warned.add(method)
        if not is_known:
            text = f"{method}: {error.message}. {error.hint}"
            warnings.warn(text, MismatchWarning, stacklevel=2)

    def _build_parameters(self, method: str) -> dict[str, TypeAdapter[Any]]:
        with self._lock:
            if method not in self._parameters:
                types = _pick(self._parameter_types, method)
                adapters = {name: _build_adapter(types[name]) for name in types}
                self._parameters[method] = adapters
            return self._parameters[method]

    def _build_result(self, method: str) -> TypeAdapter[Any]:
        with self._lock:
            if method not in self._results:
                type_ = _pick(self._result_types, method)
                self._results[method] = _build_adapter(type_)
            return self._results[method]

    def _build_answer(self, method: str) -> SchemaValidator:
        adapter = self._results.get(method) or self._build_result(method)
        validator = SchemaValidator(_answer_schema(adapter.core_schema))
        return self._answers.setdefault(method, validator)


def _answer_schema(result: core_schema.CoreSchema) -> core_schema.CoreSchema:
    """Return the schema of an answer with a result: JSON-RPC 2.0, section 5."""
    field = core_schema.typed_dict_field
    return core_schema.typed_dict_schema(
        {
            "jsonrpc": field(core_schema.literal_schema(["2.0"])),
            "id": field(core_schema.int_schema()),
            "result": field(result),
            "error": field(core_schema.none_schema(), required=False),
        }
    )


def _decode(adapter: TypeAdapter[Any], text: str) -> object:
    try:
        return adapter.validate_json(text, strict=True)
    except PydanticError as error:
        problems = error.errors(include_url=False, include_context=False)
    if any(map(_is_whole_number_for_integer, problems)):
        return _decode_whole_numbers(adapter, text)
    raise _result_error(problems)


def _pick(table: Mapping[str, ValueT], name: str) -> ValueT:
    try:
        return table[name]
    except KeyError:
        raise InterfaceMismatch(
            f"the generated package has no type for {name!r} in its signatures",
            hint="Generate the package again: its modules do not fit each other.",
        ) from None


def _build_adapter(type_: Any) -> TypeAdapter[Any]:
    """Build the adapter at once, since models defer that to their first use."""
    try:
        # Not a number is kept, so that encoding the request refuses it.
        return TypeAdapter(type_, config={"ser_json_inf_nan": "constants"})
    except PydanticUserError as error:
        if error.code != "type-adapter-config-unused":
            raise
    adapter: TypeAdapter[Any] = TypeAdapter(type_)
    adapter.rebuild()
    return adapter


def _encode_value(adapter: TypeAdapter[Any], name: str, value: object) -> object:
    try:
        valid = adapter.validate_python(value)
        encoded: object = adapter.dump_python(
            valid, mode="json", by_alias=True, exclude_unset=True, warnings="error"
        )
    except PydanticError as error:
        problems = error.errors(include_url=False, include_context=False)
        raise ParameterError(
            f"parameter {name!r}: {_describe(problems, name)}",
            field=_render_path(name, problems[0]["loc"]),
        ) from error
    except (PydanticSerializationError, ValueError, RecursionError) as error:
        raise ParameterError(
            f"parameter {name!r} cannot be written as JSON: {escape(str(error))}",
            field=name,
        ) from error
    return encoded


def _decode_whole_numbers(adapter: TypeAdapter[Any], text: str) -> object:
    """Decode again with 1.0 read as 1: in JSON they are the same number."""
    result = json.loads(text, parse_float=_read_number)
    try:
        return adapter.validate_json(json.dumps(result), strict=True)
    except PydanticError as error:
        problems = error.errors(include_url=False, include_context=False)
    raise _result_error(problems)


def _read_number(text: str) -> float:
    number = float(text)
    if number.is_integer() and abs(number) < _EXACT_FLOAT:
        return int(number)
    return number


def _is_whole_number_for_integer(problem: ErrorDetails) -> bool:
    value = problem["input"]
    is_wanted = problem["type"] in ("int_type", "literal_error", "enum")
    return is_wanted and isinstance(value, float) and value.is_integer()


def _result_error(problems: list[ErrorDetails]) -> ResultError:
    return ResultError(
        f"the result does not have its type: {_describe(problems, 'result')}",
        field=_render_path("result", problems[0]["loc"]),
    )


def _describe(problems: list[ErrorDetails], root: str) -> str:
    shown = "; ".join(_describe_one(one, root) for one in problems[:_SHOWN_ERRORS])
    hidden = len(problems) - _SHOWN_ERRORS
    return f"{shown}; and {hidden} more" if hidden > 0 else shown


def _describe_one(problem: ErrorDetails, root: str) -> str:
    path = _render_path(root, problem["loc"])
    received = type(problem["input"]).__name__
    return f"{path}: {escape(problem['msg'])} (got {received})"


def _render_path(root: str, location: tuple[int | str, ...]) -> str:
    """Return a path such as `data.authors[0].name`, safe to print."""
    steps = (f"[{one}]" if isinstance(one, int) else f".{one}" for one in location)
    return escape(root + "".join(steps))
