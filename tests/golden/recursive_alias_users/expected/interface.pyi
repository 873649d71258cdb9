# SERVICE: recursive_alias_users
# SUMMARY: Recursive alias users: get
# SOCKET: none known
# from recursive_alias_users_client import RecursiveAliasUsers; client = RecursiveAliasUsers()
# AsyncRecursiveAliasUsers has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import TypeAlias

from hero_runtime.client import Client

Json: TypeAlias = str | list[Json] | dict[str, Json]
Rows: TypeAlias = list[Json]

class RecursiveAliasUsers(Client):
    def get(self) -> Rows: ...
