# SERVICE: loose_schemas
# SUMMARY: Case: set
# SOCKET: none known
# from loose_schemas_client import LooseSchemas, SetE; loose_schemas_api = LooseSchemas()

from typing import Any

from hero_runtime import OMIT, Client, Model
from hero_runtime.values import Date

class SetE(Model):
    x: Any = None
    y: Any = None

class LooseSchemas(Client):
    def set(
        self,
        *,
        a: Any = OMIT,
        b: Any = OMIT,
        c: Any = OMIT,
        d: list[Any] | None = None,
        e: SetE | None = None,
        f: Any = OMIT,
        g: Any = OMIT,
        h: Any = OMIT,
        i: Any = OMIT,
        j: Any = OMIT,
        k: str | None = None,
        l: Date | None = None,
        m: dict[str, Any] | None = None,
        n: Any = OMIT,
        o: Any = OMIT,
        p: Any = OMIT,
        q: str | None = None,
    ) -> Any: ...  # write
