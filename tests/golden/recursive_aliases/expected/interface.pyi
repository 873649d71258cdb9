# SERVICE: recursive_aliases
# SUMMARY: Case: echo, loop
# SOCKET: none known
# from recursive_aliases_client import RecursiveAliases; recursive_aliases_api = RecursiveAliases()

from typing import Any, TypeAlias

from hero_runtime import OMIT, Client, Omit

Json: TypeAlias = str | float | bool | list[Json] | dict[str, Json] | None
Nested: TypeAlias = list[Nested]
Self_: TypeAlias = Any
Pong: TypeAlias = Any

class RecursiveAliases(Client):
    def echo(self, value: Json) -> Json: ...
    def loop(self, *, a: Self_ | Omit = OMIT, b: Pong | None = None) -> Nested: ...
