# SERVICE: required_only
# SUMMARY: Required only: get
# SOCKET: none known
# from required_only_client import RequiredOnly; required_only_api = RequiredOnly()

from typing import Any

from hero_runtime import Client, Model

class Form(Model):
    a: str
    c: bool | None = None
    d: str | None = None
    b: Any

class RequiredOnly(Client):
    def get(self) -> Form: ...  # read
