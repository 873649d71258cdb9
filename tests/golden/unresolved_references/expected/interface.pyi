# SERVICE: unresolved_references
# SUMMARY: Case: get
# SOCKET: none known
# from unresolved_references_client import UnresolvedReferences; unresolved_references_api = UnresolvedReferences()

from typing import Any, TypeAlias

from hero_runtime import OMIT, Client, Omit

Loop2: TypeAlias = Any
Unnamed: TypeAlias = Any

class UnresolvedReferences(Client):
    def get(
        self,
        *,
        a: Any = OMIT,
        b: Any = OMIT,
        c: Any = OMIT,
        d: Any = OMIT,
        e: Any = OMIT,
        f: Unnamed | Omit = OMIT,
        g: Any = OMIT,
        h: Any = OMIT,
        i: Loop2 | None = None,
    ) -> list[Any]: ...  # read
