# SERVICE: hostile_text
# SUMMARY: """quotes""" '''more''' \ back\n \N{BULLET} \u0041 \ line two
# SOCKET: http://ok.example/rpc
# from hostile_text_client import HostileText; client = HostileText()
# AsyncHostileText has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client
from hero_runtime.model import Model

class DoItResult(Model):
    field: str | None = None
    quote: str | None = None
    slash: str | None = None

class HostileText(Client):
    def do_it(self, *, value: str | None = None, long: str | None = None) -> DoItResult:
        """\"\"\"quotes\"\"\" '''more''' \\ back\\n \\N{BULLET} \\u0041 \\ line two"""

    def quoted(self) -> bool:
        """\"\"\" """

    def slashed(self) -> bool:
        """\\"""

    def empty_text(self) -> bool: ...
    def colon(self) -> bool:
        """Returns: nothing: at all"""
