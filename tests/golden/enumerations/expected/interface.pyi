# SERVICE: enumerations
# SUMMARY: Case: set
# SOCKET: none known
# from enumerations_client import Enumerations; enumerations_api = Enumerations()

from typing import Any, Literal

from hero_runtime import OMIT, Client, Omit

class Enumerations(Client):
    def set(
        self,
        *,
        a: Literal["x", "y"] | None = None,
        b: Literal[1, 2, 3] | None = None,
        c: Literal["a", 1, True] | None | Omit = OMIT,
        d: float | None = None,
        e: Literal["only"] | None = None,
        f: Literal[3] | None = None,
        g: bool | None = None,
        h: list[Any] | dict[str, Any] | None = None,
        i: Literal["", "a b", "A-B"] | None = None,
        j: None | Omit = OMIT,
        k: Any = OMIT,
        l: Literal[True] | None = None,
        m: Literal["dup"] | None = None,
        n: list[Literal["u", "v"]] | None = None,
        o: Literal[1, "1"] | None = None,
        p: int | None = None,
    ) -> Literal["red", "green"]: ...  # write
