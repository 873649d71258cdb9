# SERVICE: deep_references
# SUMMARY: Case: get, other
# SOCKET: none known
# from deep_references_client import DeepReferences, OuterInner; deep_references_api = DeepReferences()

from typing import Literal

from hero_runtime import Client, Model

class OuterInner(Model):
    v: int

class OuterListItem(Model):
    w: str | None = None

class UnionU(Model):
    u: int

class ABC(Model):
    k: int | None = None

class OtherX(Model):
    y: str

class OtherResult(Model):
    z: int | None = None

class Local(Model):
    l: int | None = None

class DeepReferences(Client):
    def get(
        self,
        *,
        a: OuterInner | None = None,
        b: ABC | None = None,
        c: Literal["one", "two"] | None = None,
        d: OtherX | None = None,
        e: OuterListItem | None = None,
        f: UnionU | None = None,
        g: OtherResult | None = None,
        h: Local | None = None,
    ) -> bool: ...  # read
    def other(self, *, x: OtherX | None = None) -> OtherResult: ...
