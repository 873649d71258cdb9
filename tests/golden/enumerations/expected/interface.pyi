# SERVICE: enumerations
# SUMMARY: Case: set
# SOCKET: none known
# from enumerations_client import Enumerations; client = Enumerations()
# AsyncEnumerations has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any, Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.omit import OMIT, Omit

Color: TypeAlias = Literal["red", "green"]
SetA: TypeAlias = Literal["x", "y"]
SetB: TypeAlias = Literal[1, 2, 3]
SetC: TypeAlias = Literal["a", 1, True] | None
SetH: TypeAlias = list[Any] | dict[str, Any]
SetI: TypeAlias = Literal["", "a b", "A-B"]
SetNItem: TypeAlias = Literal["u", "v"]
SetO: TypeAlias = Literal[1, "1"]

class Enumerations(Client):
    def set(
        self,
        *,
        a: SetA | None = None,
        b: SetB | None = None,
        c: SetC | Omit = OMIT,
        d: float | None = None,
        e: Literal["only"] | None = None,
        f: Literal[3] | None = None,
        g: bool | None = None,
        h: SetH | None = None,
        i: SetI | None = None,
        j: None | Omit = OMIT,
        k: Any = OMIT,
        l: Literal[True] | None = None,
        m: Literal["dup"] | None = None,
        n: list[SetNItem] | None = None,
        o: SetO | None = None,
        p: int | None = None,
    ) -> Color: ...
