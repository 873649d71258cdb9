# SERVICE: union_tagged
# SUMMARY: Case: draw
# SOCKET: none known
# from union_tagged_client import UnionTagged; client = UnionTagged()
# AsyncUnionTagged has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Shape: TypeAlias = Circle | Square | None
Event: TypeAlias = EventMade | EventGone

class Circle(Model):
    kind: Literal["circle"]
    radius: float

class Square(Model):
    kind: Literal["square"]
    side: float

class EventMade(Model):
    class_: Literal["made"]
    id: int

class EventGone(Model):
    class_: Literal["gone"]

class UnionTagged(Client):
    def draw(self, shape: Shape, event: Event) -> list[Shape]: ...
