# SERVICE: recursive_models
# SUMMARY: Case: walk
# SOCKET: none known
# from recursive_models_client import RecursiveModels, Node; recursive_models_api = RecursiveModels()

from hero_runtime import Client, Model

class Node(Model):
    value: int
    next: Node | None = None
    children: list[Node] | None = None
    by_name: dict[str, Node] | None = None

class A(Model):
    b: B | None

class B(Model):
    a: list[A]

class RecursiveModels(Client):
    def walk(self, *, start: Node | None = None) -> A: ...
