# SERVICE: all_of_with_union
# SUMMARY: Case: get, set
# SOCKET: none known
# from all_of_with_union_client import AllOfWithUnion; client = AllOfWithUnion()
# AsyncAllOfWithUnion has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Message: TypeAlias = MessageText | MessageImage
Beside: TypeAlias = BesideText | BesideImage

class Base(Model):
    id: int

class MessageText(Model):
    id: int
    text: str

class MessageImage(Model):
    id: int
    image: str

class BesideText(Model):
    id: int
    text: str | None = None

class BesideImage(Model):
    id: int
    image: str | None = None

class Needs(Model):
    a: int | None = None
    b: int | None = None

class AllOfWithUnion(Client):
    def get(self) -> Message: ...
    def set(self, either: Beside, *, needs: Needs | None = None) -> bool: ...
