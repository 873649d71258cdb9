# SERVICE: union_of_primitives
# SUMMARY: Case: set
# SOCKET: none known
# from union_of_primitives_client import UnionOfPrimitives; union_of_primitives_api = UnionOfPrimitives()

from typing import Any

from hero_runtime import OMIT, Client, Omit

class UnionOfPrimitives(Client):
    def set(
        self,
        c: str | list[str] | bool,
        *,
        a: str | int | None = None,
        b: str | int | None | Omit = OMIT,
        d: str | None = None,
        e: Any = OMIT,
        f: list[int] | dict[str, Any] | None = None,
    ) -> str | float: ...  # write
