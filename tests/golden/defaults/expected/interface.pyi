# SERVICE: defaults
# SUMMARY: Case: set
# SOCKET: none known
# from defaults_client import Defaults, SetObj; defaults_api = Defaults()

from typing import Any, Literal

from hero_runtime import OMIT, Client, Model

AllE = Literal["p", "q"]

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
        e: AllE = "q",
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
    ) -> All:
        """write: (low >= 5, short >= 2 chars ~ ^a, fits ~ ^a)"""
