# SERVICE: values_with_types
# SUMMARY: Values with types: get
# SOCKET: none known
# from values_with_types_client import ValuesWithTypes; values_with_types_api = ValuesWithTypes()

from hero_runtime import Client, Model
from hero_runtime.values import Bytes, Date, DateTime

class Stamp(Model):
    at: DateTime
    day: Date | None = None
    data: Bytes | None = None
    more: Bytes | None = None
    link: str | None = None

class ValuesWithTypes(Client):
    def get(self, *, since: DateTime | None = None) -> Stamp: ...  # read
