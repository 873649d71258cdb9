# SERVICE: required_only
# SUMMARY: Required only: get
# SOCKET: none known
# from required_only_client import RequiredOnly; client = RequiredOnly()
# AsyncRequiredOnly has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any

from hero_runtime.client import Client
from hero_runtime.model import Model

class Form(Model):
    a: str
    c: bool | None = None
    d: str | None = None
    b: Any

class RequiredOnly(Client):
    def get(self) -> Form: ...
