# SERVICE: union_of_constants
# SUMMARY: Case: set
# SOCKET: none known
# from union_of_constants_client import UnionOfConstants; union_of_constants_api = UnionOfConstants()

from typing import Literal

from hero_runtime import Client

class UnionOfConstants(Client):
    def set(
        self, level: Literal["low", "high"]
    ) -> Literal["a", "b", "c"] | None: ...  # write
