# SERVICE: union_tagged
# SUMMARY: Case: draw
# SOCKET: none known
# from union_tagged_client import UnionTagged, Circle; union_tagged_api = UnionTagged()

from typing import Literal

from hero_runtime import Client, Model

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

Shape = Circle | Square | None

class UnionTagged(Client):
    def draw(self, shape: Shape, event: EventMade | EventGone) -> list[Shape]: ...
