# SERVICE: union_of_objects
# SUMMARY: Case: find
# SOCKET: none known
# from union_of_objects_client import UnionOfObjects; client = UnionOfObjects()
# AsyncUnionOfObjects has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

FindBy: TypeAlias = ById | ByName
FindResult: TypeAlias = FindResultHit | FindResultMiss | FindResultBoth

class ById(Model):
    id: int

class ByName(Model):
    name: str

class FindResultHit(Model):
    id: int

class FindResultMiss(Model):
    reason: str

class FindResultBoth(Model):
    both: str | None = None
    id: int | None = None

class UnionOfObjects(Client):
    def find(self, by: FindBy) -> FindResult: ...
