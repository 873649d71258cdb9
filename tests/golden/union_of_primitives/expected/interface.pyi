# SERVICE: union_of_primitives
# SUMMARY: Case: set
# SOCKET: none known
# from union_of_primitives_client import UnionOfPrimitives; client = UnionOfPrimitives()
# AsyncUnionOfPrimitives has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any, TypeAlias

from hero_runtime.client import Client
from hero_runtime.omit import OMIT, Omit

SetC: TypeAlias = str | list[str] | bool
SetF: TypeAlias = list[int] | dict[str, Any]

class UnionOfPrimitives(Client):
    def set(
        self,
        c: SetC,
        *,
        a: str | int | None = None,
        b: str | int | None | Omit = OMIT,
        d: str | None = None,
        e: Any = OMIT,
        f: SetF | None = None,
    ) -> str | float: ...
