# SERVICE: circular_conjunctions
# SUMMARY: Case: get
# SOCKET: none known
# from circular_conjunctions_client import CircularConjunctions, Both; circular_conjunctions_api = CircularConjunctions()

from hero_runtime import Client, Model

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

class Both(Model):
    z: str | None = None
    y: str | None = None
    x: str | None = None

class CircularConjunctions(Client):
    def get(
        self, *, both: Both | None = None
    ) -> EitherEither | EitherOtherEither | EitherOtherZ | EitherX: ...  # read
