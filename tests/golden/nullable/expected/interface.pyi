# SERVICE: nullable
# SUMMARY: Case: set, nothing
# SOCKET: none known
# from nullable_client import Nullable, Thing; nullable_api = Nullable()

from typing import Literal

from hero_runtime import OMIT, Client, Model, Omit

Maybe = int | None

class Thing(Model):
    a: str | None
    b: str
    c: str | None = None
    d: str | None = None
    e: str | None = None
    f: Maybe | None = None
    g: str | None = None

class Nullable(Client):
    def set(
        self,
        a: str | None,
        g: None,
        *,
        b: str | None | Omit = OMIT,
        c: str | None | Omit = OMIT,
        d: Thing | None | Omit = OMIT,
        e: Literal["x"] | None | Omit = OMIT,
        f: str | None = None,
        h: None | Omit = OMIT,
        i: str | None = None,
        j: str | None = "x",
        k: Maybe | Omit = OMIT,
    ) -> Thing | None: ...  # write
    def nothing(self) -> None: ...
