# SERVICE: recursive_alias_users
# SUMMARY: Recursive alias users: get
# SOCKET: none known
# from recursive_alias_users_client import RecursiveAliasUsers; recursive_alias_users_api = RecursiveAliasUsers()

from typing import TypeAlias

from hero_runtime import Client

Json: TypeAlias = str | list[Json] | dict[str, Json]

class RecursiveAliasUsers(Client):
    def get(self) -> list[Json]: ...  # read
