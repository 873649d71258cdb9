# SERVICE: nullable_objects
# SUMMARY: Nullable objects: get
# SOCKET: none known
# from nullable_objects_client import NullableObjects; client = NullableObjects()
# AsyncNullableObjects has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

import builtins
from typing import TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

GetResultEither: TypeAlias = GetResultEitherObject | str | None

class Maybe(Model):
    q: str | None = None

class Flagged(Model):
    x: Maybe | None = None

class Merged(Model):
    x: Maybe | None = None
    y: int | None = None

class GetResult(Model):
    either: GetResultEither | None = None
    list: builtins.list[Flagged | None] | None = None
    merged: Merged | None = None

class GetResultEitherObject(Model):
    z: int | None = None

class NullableObjects(Client):
    def get(self) -> GetResult: ...
