"""Validate parameters with the very model that the document is rendered from."""

import inspect
import json
from collections.abc import Callable
from typing import Any

from pjrpc.server.validators import BaseValidator, BaseValidatorFactory, ValidationError
from pydantic import BaseModel, create_model
from pydantic import ValidationError as ModelError
from pydantic_core import ErrorDetails

from hero_service.wire import WireModel

MAXIMUM_PROBLEMS = 20
OBJECT_EXPECTED = {"model_type", "model_attributes_type", "dict_type"}


class ParamsValidator(BaseValidator):
    """Validate the parameters of one method; its first argument is the call."""

    def __init__(self, method: Callable[..., Any]) -> None:
        """Build the parameters model from the signature of the method."""
        super().__init__(method, exclude=lambda index, *_: index == 0)
        self.params_model = build_params_model(method.__name__, self._signature)

    def validate_params(
        self, params: list[Any] | tuple[Any, ...] | dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return the arguments by name; raise ValidationError when one is wrong."""
        named = name_params(params or {}, list(self.params_model.model_fields))
        try:
            # JSON mode: strict, yet an enum member is recognised by its string.
            model = self.params_model.model_validate_json(json.dumps(named))
        except ModelError as error:
            raise ValidationError(describe_problems(error)) from error
        return {name: getattr(model, name) for name in self.params_model.model_fields}


class ParamsValidatorFactory(BaseValidatorFactory):
    """Give each registered method its validator."""

    def build(self, method: Callable[..., Any]) -> ParamsValidator:
        """Build the validator of a method."""
        return ParamsValidator(method)


def build_params_model(name: str, signature: inspect.Signature) -> type[BaseModel]:
    """Build a model with one field per parameter of the signature."""
    fields: dict[str, Any] = {}
    for parameter in signature.parameters.values():
        absent = parameter.default is inspect.Parameter.empty
        default = ... if absent else parameter.default
        fields[parameter.name] = (parameter.annotation, default)
    return create_model(f"{name}_params", __base__=WireModel, **fields)


def name_params(
    params: list[Any] | tuple[Any, ...] | dict[str, Any], names: list[str]
) -> dict[str, Any]:
    """Turn positional parameters into named ones; named ones stay as they are."""
    if isinstance(params, dict):
        return params
    if len(params) > len(names):
        raise ValidationError(
            f"{len(params)} positional parameters given, at most {len(names)} taken"
            f" ({', '.join(names) or 'none'})"
        )
    return dict(zip(names, params, strict=False))


def describe_problems(error: ModelError) -> str:
    """Say in one line what is wrong with the parameters and what to do about it."""
    problems = error.errors(include_url=False, include_context=False)
    lines = [describe_problem(problem) for problem in problems[:MAXIMUM_PROBLEMS]]
    if len(problems) > MAXIMUM_PROBLEMS:
        lines.append(f"and {len(problems) - MAXIMUM_PROBLEMS} more problems")
    return "; ".join(lines)


def describe_problem(problem: ErrorDetails) -> str:
    """Name the place of one problem and what is expected there."""
    place = ".".join(str(part) for part in problem["loc"])
    if problem["type"] in OBJECT_EXPECTED and isinstance(problem["input"], str):
        text = "a JSON object is required, not a string; send the object, not its text"
    elif problem["type"] == "missing":
        text = "required, but missing"
    elif problem["type"] == "extra_forbidden":
        text = "unknown, remove it"
    else:
        text = problem["msg"]
    return f"{place}: {text}"
