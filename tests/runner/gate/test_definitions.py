"""Signatures are read as they are written, in whatever lines they stand."""

from hero_runner.gate.definitions import read_definitions

TEXT = '''
class Coin(Client):
    def short(self) -> int:
        """Say (a) -> b: c."""

    def plain(self, name: str, *, limit: int = 20): ...

    async def long(
        self,
        name: str,
        *,
        kind: Literal["a", "b"] = "a",
    ) -> (
        LongNameOfOneResult
        | LongNameOfAnotherResult
    ):
        return await self._call(name)

    def nested(
        self, name: str
    ) -> dict[
        str, list[int]
    ]:
        """Return (name) -> list."""
'''


def test_signatures_of_any_form() -> None:
    classes: dict[str, dict[str, str]] = {}
    read_definitions(TEXT, classes, {}, {})
    assert classes["Coin"] == {
        "short": "short() -> int",
        "plain": "plain(name: str, *, limit: int = 20)",
        "long": (
            'async long(name: str, *, kind: Literal["a", "b"] = "a") -> '
            "LongNameOfOneResult | LongNameOfAnotherResult"
        ),
        "nested": "nested(name: str) -> dict[str, list[int]]",
    }
