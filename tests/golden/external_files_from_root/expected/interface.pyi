# SERVICE: external_files_from_root
# SUMMARY: References from the root: list
# SOCKET: none known
# from external_files_from_root_client import ExternalFilesFromRoot; client = ExternalFilesFromRoot()
# AsyncExternalFilesFromRoot has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

import builtins
from typing import TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Wallets: TypeAlias = list[Wallet]

class Wallet(Model):
    name: str

class ExternalFilesFromRoot(Client):
    def list(self) -> Wallets: ...
