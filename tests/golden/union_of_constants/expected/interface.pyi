# SERVICE: union_of_constants
# SUMMARY: Case: set
# SOCKET: none known
# from union_of_constants_client import UnionOfConstants; client = UnionOfConstants()
# AsyncUnionOfConstants has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client

Level: TypeAlias = Literal["low", "high"]
SetResult: TypeAlias = Literal["a", "b", "c"] | None

class UnionOfConstants(Client):
    def set(self, level: Level) -> SetResult: ...
