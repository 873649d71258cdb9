# SERVICE: names_without_capitals
# SUMMARY: Names without capitals
# SOCKET: none known
# from names_without_capitals_client import NamesWithoutCapitals; client = NamesWithoutCapitals()
# AsyncNamesWithoutCapitals has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any, Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

N名_dd28: TypeAlias = list[Any] | str
N名: TypeAlias = Literal["a", "b"]

class Unnamed(Model):
    node: Any = None
    名: N名_dd28 | None = None

class NamesWithoutCapitals(Client): ...
