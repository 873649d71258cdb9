# SERVICE: tuples
# SUMMARY: Case: set
# SOCKET: none known
# from tuples_client import Tuples; tuples_api = Tuples()

from typing import Any

from hero_runtime import Client, Model

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
    ) -> list[tuple[P, str | None]]:
        """write: (g 2 items)"""
