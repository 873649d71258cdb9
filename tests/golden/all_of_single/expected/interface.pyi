# SERVICE: all_of_single
# SUMMARY: Case: get
# SOCKET: none known
# from all_of_single_client import AllOfSingle; client = AllOfSingle()
# AsyncAllOfSingle has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model
from hero_runtime.omit import OMIT, Omit

Name: TypeAlias = str

class Thing(Model):
    id: int

class AllOfSingle(Client):
    def get(
        self,
        *,
        a: Thing | None = None,
        b: Thing | None = None,
        c: Thing | None | Omit = OMIT,
        d: Name | None = None,
    ) -> Thing: ...
