# SERVICE: unresolved_references
# SUMMARY: Case: get
# SOCKET: none known
# from unresolved_references_client import UnresolvedReferences; client = UnresolvedReferences()
# AsyncUnresolvedReferences has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any, TypeAlias

from hero_runtime.client import Client
from hero_runtime.omit import OMIT, Omit

Loop2: TypeAlias = Any
Loop: TypeAlias = Loop2
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
        i: Loop | None = None,
    ) -> list[Any]: ...
