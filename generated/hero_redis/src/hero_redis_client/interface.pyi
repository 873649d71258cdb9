# SERVICE: hero_redis
# SUMMARY: Redis-like key-value store: key, hash, string, list, set, server
# SOCKET: hero_redis/rpc.sock, hero_redis_server/rpc.sock
# from hero_redis_client import HeroRedis; hero_redis_api = HeroRedis()

from typing import Literal

from hero_runtime import Client, Model, RemoteError

ListEnd = Literal["left", "right"]

class KeyEntry(Model):
    key: str
    type: Literal["string", "hash", "list", "set", "none"]

class ScanPage(Model):
    cursor: str
    keys: list[KeyEntry]

class KeyTtl(Model):
    exists: bool
    seconds: int | None

class ServerInfo(Model):
    version: str
    uptime_secs: int
    keys: dict[str, int]
    used_memory_bytes: int | None = None

class TheKeyHoldsAnotherTypeOf(RemoteError): ...  # The key holds another type of value
class TheValueIsNotAnInteger(RemoteError): ...
class KeyNotFound(RemoteError): ...

# arguments: db 0..15
class HeroRedis(Client):
    def string_get(self, key: str, *, db: int = 0) -> str | None:
        """read: Get the value of a key; raises TheKeyHoldsAnotherTypeOf"""

    def string_set(
        self,
        key: str,
        value: str,
        *,
        ttl_seconds: int | None = None,
        condition: Literal["always", "if_absent", "if_present"] | None = None,
        db: int = 0,
    ) -> bool:
        """write: Set the value of a key (ttl_seconds >= 1)"""

    def string_increment(self, key: str, *, by: int = 1, db: int = 0) -> int:
        """write: Add to the integer value of a key; raises TheKeyHoldsAnotherTypeOf,
        TheValueIsNotAnInteger
        """

    def key_exists(self, key: str, *, db: int = 0) -> bool:
        """read: Say whether a key exists"""

    def key_delete(self, keys: list[str], *, db: int = 0) -> int: ...  # destructive
    def key_expire(self, key: str, seconds: int, *, db: int = 0) -> bool:
        """Let a key expire (seconds >= 1)"""

    def key_ttl(self, key: str, *, db: int = 0) -> KeyTtl:
        """Get the time that a key has left"""

    def key_rename(self, key: str, new_key: str, *, db: int = 0) -> None:
        """write: Rename a key; the new name is overwritten; raises KeyNotFound"""

    def key_scan(
        self, *, pattern: str = "*", cursor: str = "0", count: int = 10, db: int = 0
    ) -> ScanPage:
        """Find keys step by step (count 1..10000)"""

    def hash_get(self, key: str, field: str, *, db: int = 0) -> str | None:
        """read: Get one field of a hash; raises TheKeyHoldsAnotherTypeOf"""

    def hash_set(self, key: str, fields: dict[str, str], *, db: int = 0) -> int:
        """write: Set fields of a hash; raises TheKeyHoldsAnotherTypeOf"""

    def hash_get_all(self, key: str, *, db: int = 0) -> dict[str, str]:
        """read: Get all fields of a hash; raises TheKeyHoldsAnotherTypeOf"""

    def hash_delete(self, key: str, fields: list[str], *, db: int = 0) -> int:
        """destructive: Delete fields of a hash; raises TheKeyHoldsAnotherTypeOf"""

    def list_push(
        self, key: str, values: list[str], *, end: ListEnd | None = None, db: int = 0
    ) -> int:
        """write: Add values to one end of a list; raises TheKeyHoldsAnotherTypeOf"""

    def list_pop(
        self, key: str, *, end: ListEnd | None = None, db: int = 0
    ) -> str | None:
        """Take one value off an end of a list; raises TheKeyHoldsAnotherTypeOf"""

    def list_range(
        self, key: str, *, start: int = 0, stop: int = -1, db: int = 0
    ) -> list[str]:
        """Get a part of a list; raises TheKeyHoldsAnotherTypeOf"""

    def set_add(self, key: str, members: list[str], *, db: int = 0) -> int:
        """write: Add members to a set; raises TheKeyHoldsAnotherTypeOf"""

    def set_members(self, key: str, *, db: int = 0) -> list[str]:
        """Get all members of a set; raises TheKeyHoldsAnotherTypeOf"""

    def server_ping(self) -> Literal["PONG"]:
        """read: Check that the server answers"""

    def server_info(self) -> ServerInfo:
        """read: Get the state of the server"""
