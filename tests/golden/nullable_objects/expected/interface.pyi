# SERVICE: nullable_objects
# SUMMARY: Nullable objects: get
# SOCKET: none known
# from nullable_objects_client import NullableObjects; nullable_objects_api = NullableObjects()

import builtins

from hero_runtime import Client, Model

class Maybe(Model):
    q: str | None = None

class Flagged(Model):
    x: Maybe | None = None

class Merged(Model):
    x: Maybe | None = None
    y: int | None = None

class GetResult(Model):
    either: GetResultEitherObject | str | None = None
    list: builtins.list[Flagged | None] | None = None
    merged: Merged | None = None

class GetResultEitherObject(Model):
    z: int | None = None

class NullableObjects(Client):
    def get(self) -> GetResult: ...  # read
