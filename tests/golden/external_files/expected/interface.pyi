# SERVICE: external_files
# SUMMARY: Case: get
# SOCKET: none known
# from external_files_client import ExternalFiles, Item; external_files_api = ExternalFiles()

from typing import Literal

from hero_runtime import Client, Model

class Item(Model):
    id: int
    more: More | None = None

class More(Model):
    back: Item | None = None

class ExternalFiles(Client):
    def get(
        self, a: Item, *, b: More | None = None, c: Literal["n", "m"] | None = None
    ) -> list[Item]: ...  # read
