"""Check what a flow is called with against its annotations."""

import inspect
import json
from collections.abc import Collection, Mapping
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from hero_runner.authoring.flow import FlowInfo
from hero_runner.authoring.types import find_adapter, is_valid, read_hints

_UNIONS: Final = (Union, UnionType)


class WrongInputs(Exception):
    """The inputs do not fit the flow; the message lists every problem."""


def read_inputs(
    info: FlowInfo,
    values: Mapping[str, Any],
    texts: Mapping[str, str],
    later: Collection[str] = (),
) -> dict[str, Any]:
    """Return the arguments of a flow: JSON values, and texts of the command line.

    A text is taken as it is where a text is expected, and as JSON elsewhere. What is
    given `later` is not missed.
    Raises `WrongInputs`.
    """
    parameters = inspect.signature(info.function).parameters
    hints = read_hints(info.function)
    given = dict(values)
    for name, text in texts.items():
        given[name] = _read_text(text, hints.get(name, Any))
    problems = _list_name_problems(parameters, {*given, *later})
    arguments = {}
    for name, value in given.items():
        try:
            arguments[name] = _convert(value, hints.get(name, Any))
        except ValueError as error:
            problems.append(f"{name}: {_explain(error)}")
    if problems:
        raise WrongInputs(
            f"wrong inputs for the flow {info.name}:\n  "
            + "\n  ".join(problems)
            + f"\nsee what it takes with: hero-runner flow {info.name}"
        )
    return arguments


def _list_name_problems(
    parameters: Mapping[str, inspect.Parameter], given: Collection[str]
) -> list[str]:
    kinds = {item.kind for item in parameters.values()}
    required = [
        name
        for name, item in parameters.items()
        if item.default is inspect.Parameter.empty
        and item.kind in (item.POSITIONAL_OR_KEYWORD, item.KEYWORD_ONLY)
    ]
    problems = [f"{name}: is missing" for name in required if name not in given]
    if inspect.Parameter.VAR_KEYWORD in kinds:
        return problems
    known = ", ".join(parameters) or "none"
    strange = sorted(name for name in given if name not in parameters)
    return problems + [f"{name}: no such input; there are: {known}" for name in strange]


def _read_text(text: str, annotation: Any) -> Any:
    members = get_args(annotation) if get_origin(annotation) in _UNIONS else ()
    if annotation is str or str in members:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _convert(value: Any, annotation: Any) -> Any:
    """Return a JSON value as one of an annotated type. Raises `ValueError`."""
    if is_valid(value, annotation):
        return value
    adapter = find_adapter(annotation)
    return value if adapter is None else adapter.validate_json(json.dumps(value))


def _explain(error: ValueError) -> str:
    errors = getattr(error, "errors", None)
    if errors is None:
        return str(error).split("\n")[0]
    return "; ".join(
        ".".join(map(str, item["loc"])) + (": " if item["loc"] else "") + item["msg"]
        for item in errors(include_url=False)[:5]
    )
