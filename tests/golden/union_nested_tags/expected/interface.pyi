# SERVICE: union_nested_tags
# SUMMARY: Union nested tags: get
# SOCKET: none known
# from union_nested_tags_client import UnionNestedTags; union_nested_tags_api = UnionNestedTags()

from typing import Literal

from hero_runtime import Client, Model

class A(Model):
    v: Literal[1]

class B(Model):
    v: Literal[2, 3]

class C(Model):
    v: Literal[9]

class UnionNestedTags(Client):
    def get(self) -> A | B | C: ...  # read
