# SERVICE: external_files_from_root
# SUMMARY: References from the root: list
# SOCKET: none known
# from external_files_from_root_client import ExternalFilesFromRoot; external_files_from_root_api = ExternalFilesFromRoot()

import builtins

from hero_runtime import Client, Model

class Wallet(Model):
    name: str

class ExternalFilesFromRoot(Client):
    def list(self) -> builtins.list[Wallet]: ...  # read
