# SERVICE: values_with_types
# SUMMARY: Values with types: get
# SOCKET: none known
# from values_with_types_client import ValuesWithTypes; client = ValuesWithTypes()
# AsyncValuesWithTypes has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client
from hero_runtime.model import Model
from hero_runtime.values import Bytes, Date, DateTime

class Stamp(Model):
    at: DateTime
    day: Date | None = None
    data: Bytes | None = None
    more: Bytes | None = None
    link: str | None = None

class ValuesWithTypes(Client):
    def get(self, *, since: DateTime | None = None) -> Stamp: ...
