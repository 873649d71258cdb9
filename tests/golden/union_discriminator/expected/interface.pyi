# SERVICE: union_discriminator
# SUMMARY: Union discriminator: get
# SOCKET: none known
# from union_discriminator_client import UnionDiscriminator; union_discriminator_api = UnionDiscriminator()

from typing import Literal

from hero_runtime import Client, Model

class Cat(Model):
    kind: Literal["cat"]
    lives: int | None = None

class Dog(Model):
    kind: Literal["Dog"]

class UnionDiscriminator(Client):
    def get(self) -> list[Cat | Dog]: ...  # read
