# SERVICE: hostile_text
# SUMMARY: """quotes""" …: it, quoted, slashed, text, colon
# SOCKET: http://ok.example/rpc
# from hostile_text_client import HostileText; hostile_text_api = HostileText()

from hero_runtime import Client, Model, RemoteError

class DoItResult(Model):
    field: str | None = None
    quote: str | None = None
    slash: str | None = None

class QuotesMoreBackNNBULLET(RemoteError): ...

class HostileText(Client):
    def do_it(self, *, value: str | None = None, long: str | None = None) -> DoItResult:
        """\"\"\"quotes\"\"\" '''more''' \\ back\\n \\N{BULLET} \\u0041 \\ line two;
        raises QuotesMoreBackNNBULLET
        """

    def quoted(self) -> bool: ...
    def slashed(self) -> bool: ...
    def empty_text(self) -> bool: ...
    def colon(self) -> bool:
        """Returns: nothing: at all"""
