# SERVICE: union_nested_tags
# SUMMARY: Union nested tags: get
# SOCKET: none known
# from union_nested_tags_client import UnionNestedTags; client = UnionNestedTags()
# AsyncUnionNestedTags has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

BV: TypeAlias = Literal[2, 3]
AB: TypeAlias = A | B
Other: TypeAlias = C
GetResult: TypeAlias = AB | Other

class A(Model):
    v: Literal[1]

class B(Model):
    v: BV

class C(Model):
    v: Literal[9]

class UnionNestedTags(Client):
    def get(self) -> GetResult: ...
