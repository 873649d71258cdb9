# SERVICE: external_files
# SUMMARY: Case: get
# SOCKET: none known
# from external_files_client import ExternalFiles; client = ExternalFiles()
# AsyncExternalFiles has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

N: TypeAlias = Literal["n", "m"]
List: TypeAlias = list[Item]

class Item(Model):
    id: int
    more: More | None = None

class More(Model):
    back: Item | None = None

class ExternalFiles(Client):
    def get(self, a: Item, *, b: More | None = None, c: N | None = None) -> List: ...
