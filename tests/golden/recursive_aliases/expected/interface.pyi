# SERVICE: recursive_aliases
# SUMMARY: Case: echo, loop
# SOCKET: none known
# from recursive_aliases_client import RecursiveAliases; client = RecursiveAliases()
# AsyncRecursiveAliases has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model
from hero_runtime.omit import OMIT, Omit

Json: TypeAlias = str | float | bool | list[Json] | dict[str, Json] | None
Nested: TypeAlias = list[Nested]
Tree: TypeAlias = int | list[TreeListItem]
TreeListItem: TypeAlias = Tree | Leaf
Self_: TypeAlias = Any
Pong: TypeAlias = Any
Ping: TypeAlias = Pong
Or: TypeAlias = Any
Either: TypeAlias = Or | str

class Leaf(Model):
    tree: Tree

class RecursiveAliases(Client):
    def echo(self, value: Json) -> Json: ...
    def loop(self, *, a: Self_ | Omit = OMIT, b: Ping | None = None) -> Nested: ...
