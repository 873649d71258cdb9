# SERVICE: embedded_definitions
# SUMMARY: Embedded definitions: get
# SOCKET: none known
# from embedded_definitions_client import EmbeddedDefinitions; embedded_definitions_api = EmbeddedDefinitions()

from hero_runtime import Client, Model

class Root(Model):
    v: Inner | None = None
    w: Marked | None = None
    u: Named | None = None

class Inner(Model):
    a: str

class Marked(Model):
    k: int | None = None

class Named(Model):
    n: float | None = None

class EmbeddedDefinitions(Client):
    def get(self) -> Root: ...  # read
