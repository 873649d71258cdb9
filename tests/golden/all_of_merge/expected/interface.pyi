# SERVICE: all_of_merge
# SUMMARY: Case: get
# SOCKET: none known
# from all_of_merge_client import AllOfMerge; client = AllOfMerge()
# AsyncAllOfMerge has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Number: TypeAlias = int

class Animal(Model):
    name: str
    age: int | None = None

class Dog(Model):
    name: str
    age: int
    breed: str

class Deep(Model):
    name: str
    age: int
    breed: str
    extra: int | None = None

class AllOfMerge(Client):
    def get(self) -> Dog: ...
