# SERVICE: by_position
# SUMMARY: Case: sum, block, named, either
# SOCKET: none known
# from by_position_client import ByPosition; by_position_api = ByPosition()

from hero_runtime import Client

class ByPosition(Client):
    def sum(self, a: int, *, b: int | None = None) -> bool: ...
    def block(
        self, block_hash: str, *, full_transactions: bool | None = None
    ) -> bool: ...
    def named(self, *, x: int | None = None) -> bool: ...
    def either(self, x: int) -> bool: ...
