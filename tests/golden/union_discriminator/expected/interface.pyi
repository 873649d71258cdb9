# SERVICE: union_discriminator
# SUMMARY: Union discriminator: get
# SOCKET: none known
# from union_discriminator_client import UnionDiscriminator; client = UnionDiscriminator()
# AsyncUnionDiscriminator has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Pet: TypeAlias = Cat | Dog

class Cat(Model):
    kind: Literal["cat"]
    lives: int | None = None

class Dog(Model):
    kind: Literal["Dog"]

class UnionDiscriminator(Client):
    def get(self) -> list[Pet]: ...
