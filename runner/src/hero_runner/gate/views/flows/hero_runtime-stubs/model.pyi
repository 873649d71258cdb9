"""What a flow sees of the base of models: pydantic's, without unknown fields."""

from typing import ClassVar

from pydantic import BaseModel

class Model(BaseModel):
    _nullable: ClassVar[frozenset[str]]
    _always_sent: ClassVar[frozenset[str]]
