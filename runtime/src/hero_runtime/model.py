"""Give generated models the semantics of JSON objects on the wire.

Null is not absent: a field that was not given is not sent, a field that was
received as null is sent back as null, and fields that the document does not
know are kept.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Be the base of generated models.

    `validate_json` followed by a dump with `exclude_unset` gives back the
    object that was read, unknown fields included.
    """

    model_config = ConfigDict(
        defer_build=True,
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        protected_namespaces=(),
        # Not a number is kept, so that encoding can refuse it instead of
        # sending null in its place.
        ser_json_inf_nan="constants",
    )

    if TYPE_CHECKING:
        # Generated classes narrow this; checkers hold that against `BaseModel`.
        __pydantic_extra__: Any = Field(init=False)

    _nullable: ClassVar[frozenset[str]] = frozenset()
    """Fields, by Python name and by alias, in which null is a value."""

    _always_sent: ClassVar[frozenset[str]] = frozenset()
    """Fields, by Python name, that the wire requires and that have a default."""

    def __init__(self, /, **data: Any) -> None:
        """Build a model from fields; `None` where null is no value is not given."""
        if any(value is None for value in data.values()):
            data = _without_absent(type(self), data)
        super().__init__(**data)

    # Pydantic reads this mark to learn that validation need not go through
    # __init__: nulls that were received are values, and JSON is read faster.
    setattr(__init__, "__pydantic_base_init__", True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Mark the required fields of instances only where there are any."""
        super().__init_subclass__(**kwargs)
        if cls._always_sent:
            setattr(cls, "model_post_init", _mark_always_sent)


def _mark_always_sent(model: Model, context: Any, /) -> None:
    """Mark the required fields as set, so that `exclude_unset` keeps them."""
    model.model_fields_set.update(model._always_sent)


def _without_absent(model: type[Model], data: Mapping[str, Any]) -> dict[str, Any]:
    absent_when_none = _absent_when_none(model)
    return {
        name: value
        for name, value in data.items()
        if value is not None or name not in absent_when_none
    }


@cache
def _absent_when_none(model: type[Model]) -> frozenset[str]:
    """Return the names and aliases of the fields in which null is no value."""
    fields = model.model_fields
    aliases = (field.alias for field in fields.values())
    declared = {*fields, *(alias for alias in aliases if alias is not None)}
    return frozenset(declared - model._nullable)
