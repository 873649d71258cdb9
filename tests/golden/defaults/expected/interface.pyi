# SERVICE: defaults
# SUMMARY: Case: set
# SOCKET: none known
# from defaults_client import Defaults; client = Defaults()
# AsyncDefaults has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any, Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model
from hero_runtime.omit import OMIT

AllE: TypeAlias = Literal["p", "q"]
SetE: TypeAlias = Literal["p", "q"]

class All(Model):
    s: str = "x"
    i: int = 7
    f: float = 0.5
    b: bool = False
    n: str | None = None
    l: list[int] = [1, 2]
    m: dict[str, Any] = {"a": [1, None]}
    e: AllE = "q"
    wrong: int
    bool_for_int: int | None = None
    out: Literal["p"] | None = None
    obj: AllObj | None = None
    any: Any = [1]
    int_for_number: float = 1
    null_for_string: str | None = None
    low: int | None = None
    short: str | None = None
    fits: str = "ab"

class AllObj(Model):
    a: int

class SetObj(Model):
    a: int

class Defaults(Client):
    def set(
        self,
        must_list: list[str],
        *,
        s: str = "x",
        i: int = 7,
        f: float = 0.5,
        b: bool = False,
        n: str | None = None,
        l: list[int] | None = None,
        m: dict[str, Any] | None = None,
        e: SetE = "q",
        wrong: int | None = None,
        bool_for_int: int | None = None,
        out: Literal["p"] | None = None,
        obj: SetObj | None = None,
        any: Any = OMIT,
        int_for_number: float = 1,
        null_for_string: str | None = None,
        low: int | None = None,
        short: str | None = None,
        fits: str = "ab",
        must: int = 1,
    ) -> All: ...
