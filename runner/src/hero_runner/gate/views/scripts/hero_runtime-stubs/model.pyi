"""What a script sees of the base of models: no pydantic, no iteration, no extra fields.

Less than `hero_runtime.model.Model` has, never more: a test compares them.
"""

from collections.abc import Mapping, Set
from typing import Any, ClassVar, Literal, Self, dataclass_transform

from pydantic import Field

@dataclass_transform(kw_only_default=True, field_specifiers=(Field,))
class _ModelMeta(type): ...

class Model(metaclass=_ModelMeta):
    _nullable: ClassVar[frozenset[str]]
    _always_sent: ClassVar[frozenset[str]]
    @property
    def model_fields_set(self) -> set[str]: ...
    @property
    def model_extra(self) -> dict[str, Any] | None: ...
    def model_dump(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        include: Set[str] | None = None,
        exclude: Set[str] | None = None,
        by_alias: bool | None = None,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
    ) -> dict[str, Any]: ...
    def model_dump_json(
        self,
        *,
        indent: int | None = None,
        include: Set[str] | None = None,
        exclude: Set[str] | None = None,
        by_alias: bool | None = None,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
    ) -> str: ...
    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Self: ...
    @classmethod
    def model_validate(cls, obj: Any) -> Self: ...
    @classmethod
    def model_validate_json(cls, json_data: str | bytes) -> Self: ...
