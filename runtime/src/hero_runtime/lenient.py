"""Build what a result was meant to be from one that does not have its type."""

import json
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError


def build_leniently(type_: Any, value: object) -> object:
    """Return a JSON value in its declared type as far as it fits.

    Models are built from the fields that there are, without their checks; what
    fits nowhere stays the JSON value that it is.
    """
    try:
        valid: object = TypeAdapter(type_).validate_json(json.dumps(value))
        return valid
    except ValidationError:
        return _build_parts(type_, value)


def _build_parts(type_: Any, value: object) -> object:
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        return _build_model(type_, value) if isinstance(value, dict) else value
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        members = [member for member in arguments if member is not NoneType]
        return build_leniently(members[0], value) if len(members) == 1 else value
    if hasattr(type_, "__metadata__"):
        return build_leniently(arguments[0], value)
    if origin is list and isinstance(value, list):
        return [build_leniently(arguments[0], item) for item in value]
    if origin is dict and isinstance(value, dict):
        return {key: build_leniently(arguments[1], value[key]) for key in value}
    return value


def _build_model(model: type[BaseModel], value: Mapping[str, object]) -> BaseModel:
    model.model_rebuild()
    fields = {field.alias or name: name for name, field in model.model_fields.items()}
    built = {
        fields.get(key, key): (
            build_leniently(model.model_fields[fields[key]].annotation, item)
            if key in fields
            else item
        )
        for key, item in value.items()
    }
    return model.model_construct(_fields_set=set(built), **built)
