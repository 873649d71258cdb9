# SERVICE: circular_conjunctions
# SUMMARY: Case: get
# SOCKET: none known
# from circular_conjunctions_client import CircularConjunctions; client = CircularConjunctions()
# AsyncCircularConjunctions has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

EitherOther: TypeAlias = EitherOtherEither | EitherOtherZ
Either: TypeAlias = EitherEither | EitherOther | EitherX
OtherEither: TypeAlias = OtherEitherEither | OtherEitherOther | OtherEitherX
Other: TypeAlias = OtherEither | OtherZ

class EitherEither(Model):
    v: int | None = None

class EitherOtherEither(Model):
    v: int | None = None
    w: str | None = None

class EitherOtherZ(Model):
    v: int | None = None
    w: str | None = None
    z: int

class EitherX(Model):
    v: int | None = None
    x: int

class OtherEitherEither(Model):
    w: str | None = None
    v: int | None = None

class OtherEitherOther(Model):
    w: str | None = None
    v: int | None = None

class OtherEitherX(Model):
    w: str | None = None
    v: int | None = None
    x: int

class OtherZ(Model):
    w: str | None = None
    z: int

class Both(Model):
    z: str | None = None
    y: str | None = None
    x: str | None = None

class All(Model):
    z: str | None = None
    y: str | None = None
    x: str | None = None

class Too(Model):
    z: str | None = None
    y: str | None = None
    x: str | None = None

class CircularConjunctions(Client):
    def get(self, *, both: Both | None = None) -> Either: ...
