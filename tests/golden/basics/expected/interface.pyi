# SERVICE: basics
# SUMMARY: Keeps pets: list, get, add
# SOCKET: http://localhost:8080/rpc
# from basics_client import Basics, NewPet; basics_api = Basics()

from typing import Literal

from hero_runtime import Client, Model, RemoteError

Kind = Literal["cat", "dog"]

class Pet(Model):
    id: int
    name: str
    tag: str | None = None
    kind: Kind | None = None

class NewPet(Model):
    name: str
    tag: str = "new"
    kind: Kind | None = None

class NoSuchPet(RemoteError): ...

class Basics(Client):
    def pet_list(self, *, limit: int = 20) -> list[Pet]:
        """read: (limit 1..100)"""

    def pet_get(self, id: int) -> Pet:
        """read: raises NoSuchPet"""

    def pet_add(self, pet: NewPet, *, dry_run: bool | None = None) -> Pet: ...  # write
