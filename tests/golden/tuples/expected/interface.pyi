# SERVICE: tuples
# SUMMARY: Case: set
# SOCKET: none known
# from tuples_client import Tuples; client = Tuples()
# AsyncTuples has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any

from hero_runtime.client import Client
from hero_runtime.model import Model

class P(Model):
    x: int

class Tuples(Client):
    def set(
        self,
        a: tuple[str, int],
        *,
        b: tuple[str, int] | None = None,
        c: list[str | int | bool] | None = None,
        d: tuple[str] | None = None,
        e: list[str] | None = None,
        f: list[str | int] | None = None,
        g: list[int] | None = None,
        h: list[Any] | None = None,
        i: list[Any] | None = None,
    ) -> list[tuple[P, str | None]]: ...
