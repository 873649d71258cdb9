# SERVICE: union_of_objects
# SUMMARY: Case: find
# SOCKET: none known
# from union_of_objects_client import UnionOfObjects, ById; union_of_objects_api = UnionOfObjects()

from hero_runtime import Client, Model

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
    def find(
        self, by: ById | ByName
    ) -> FindResultHit | FindResultMiss | FindResultBoth: ...  # read
