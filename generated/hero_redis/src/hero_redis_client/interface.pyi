# SERVICE: hero_redis
# SUMMARY: Redis-like key-value store.
# SOCKET: hero_redis/rpc.sock, hero_redis_server/rpc.sock
# from hero_redis_client import HeroRedis; client = HeroRedis()
# AsyncHeroRedis has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

SetCondition: TypeAlias = Literal["always", "if_absent", "if_present"]
KeyType: TypeAlias = Literal["string", "hash", "list", "set", "none"]
ListEnd: TypeAlias = Literal["left", "right"]

class KeyEntry(Model):
    key: str
    type: KeyType

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

class HeroRedis(Client):
    def string_get(self, key: str, *, db: int = 0) -> str | None:
        """Get the value of a key."""

    def string_set(
        self,
        key: str,
        value: str,
        *,
        ttl_seconds: int | None = None,
        condition: SetCondition | None = None,
        db: int = 0,
    ) -> bool:
        """Set the value of a key."""

    def string_increment(self, key: str, *, by: int = 1, db: int = 0) -> int:
        """Add to the integer value of a key."""

    def key_exists(self, key: str, *, db: int = 0) -> bool:
        """Say whether a key exists."""

    def key_delete(self, keys: list[str], *, db: int = 0) -> int:
        """Delete keys."""

    def key_expire(self, key: str, seconds: int, *, db: int = 0) -> bool:
        """Let a key expire."""

    def key_ttl(self, key: str, *, db: int = 0) -> KeyTtl:
        """Get the time that a key has left."""

    def key_rename(self, key: str, new_key: str, *, db: int = 0) -> None:
        """Rename a key; the new name is overwritten."""

    def key_scan(
        self, *, pattern: str = "*", cursor: str = "0", count: int = 10, db: int = 0
    ) -> ScanPage:
        """Find keys step by step."""

    def hash_get(self, key: str, field: str, *, db: int = 0) -> str | None:
        """Get one field of a hash."""

    def hash_set(self, key: str, fields: dict[str, str], *, db: int = 0) -> int:
        """Set fields of a hash."""

    def hash_get_all(self, key: str, *, db: int = 0) -> dict[str, str]:
        """Get all fields of a hash."""

    def hash_delete(self, key: str, fields: list[str], *, db: int = 0) -> int:
        """Delete fields of a hash."""

    def list_push(
        self, key: str, values: list[str], *, end: ListEnd | None = None, db: int = 0
    ) -> int:
        """Add values to one end of a list."""

    def list_pop(
        self, key: str, *, end: ListEnd | None = None, db: int = 0
    ) -> str | None:
        """Take one value off an end of a list."""

    def list_range(
        self, key: str, *, start: int = 0, stop: int = -1, db: int = 0
    ) -> list[str]:
        """Get a part of a list."""

    def set_add(self, key: str, members: list[str], *, db: int = 0) -> int:
        """Add members to a set."""

    def set_members(self, key: str, *, db: int = 0) -> list[str]:
        """Get all members of a set."""

    def server_ping(self) -> Literal["PONG"]:
        """Check that the server answers."""

    def server_info(self) -> ServerInfo:
        """Get the state of the server."""
