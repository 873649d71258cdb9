# SERVICE: basics
# SUMMARY: Keeps pets.
# SOCKET: http://localhost:8080/rpc
# from basics_client import Basics; client = Basics()
# AsyncBasics has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Kind: TypeAlias = Literal["cat", "dog"]

class Pet(Model):
    id: int
    name: str
    tag: str | None = None
    kind: Kind | None = None

class NewPet(Model):
    name: str
    tag: str = "new"
    kind: Kind | None = None

class Basics(Client):
    def pet_list(self, *, limit: int = 20) -> list[Pet]:
        """List pets."""

    def pet_get(self, id: int) -> Pet: ...
    def pet_add(self, pet: NewPet, *, dry_run: bool | None = None) -> Pet: ...
