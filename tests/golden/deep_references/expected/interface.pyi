# SERVICE: deep_references
# SUMMARY: Case: get, other
# SOCKET: none known
# from deep_references_client import DeepReferences; client = DeepReferences()
# AsyncDeepReferences has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

import builtins
from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Union_: TypeAlias = str | UnionU
WithSpace: TypeAlias = Literal["one", "two"]

class Outer(Model):
    inner: OuterInner | None = None
    list: builtins.list[OuterListItem] | None = None

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
        c: WithSpace | None = None,
        d: OtherX | None = None,
        e: OuterListItem | None = None,
        f: UnionU | None = None,
        g: OtherResult | None = None,
        h: Local | None = None,
    ) -> bool: ...
    def other(self, *, x: OtherX | None = None) -> OtherResult: ...
