# SERVICE: recursive_models
# SUMMARY: Case: walk
# SOCKET: none known
# from recursive_models_client import RecursiveModels; client = RecursiveModels()
# AsyncRecursiveModels has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client
from hero_runtime.model import Model

class Node(Model):
    value: int
    next: Node | None = None
    children: list[Node] | None = None
    by_name: dict[str, Node] | None = None

class A(Model):
    b: B | None

class B(Model):
    a: list[A]

class Inline(Model):
    child: InlineChild | None = None

class InlineChild(Model):
    up: Inline | None = None

class RecursiveModels(Client):
    def walk(self, *, start: Node | None = None) -> A: ...
