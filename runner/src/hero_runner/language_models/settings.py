"""Parse the settings of routes, from TOML values or from the text of variables."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final
from urllib.parse import urlsplit

from hero_runner.language_models.routes import SettingValue

ADDRESS: Final = frozenset({"provider", "url", "socket"})
PRICES: Final = frozenset({"prompt_price", "cached_price", "completion_price"})
ENDPOINT: Final = ADDRESS | PRICES | {"model", "api_key_variable"}
"""What belongs to one address: a key must not be sent to another one."""

LONGEST_TEXT: Final = 4096
LARGEST_TOKENS: Final = 10_000_000


class Unfit(ValueError):
    """Say what a setting must be."""


def parse_setting(name: str, value: object, *, is_text: bool) -> SettingValue:
    """Return the value of a setting; raise `Unfit` when it cannot be one.

    Text of a variable is read as what the setting needs; a TOML value must be it.
    """
    return _PARSERS[name](value, is_text)


def _parse_text(value: object, is_text: bool) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise Unfit(f"must be a text of 1 to {LONGEST_TEXT} characters")
    if not value.isprintable():
        raise Unfit("must not hold control characters")
    return value


def _parse_provider(value: object, is_text: bool) -> str:
    if value not in ("openai", "hero_aibroker"):
        raise Unfit('must be "openai" or "hero_aibroker"')
    return str(value)


def _parse_url(value: object, is_text: bool) -> str:
    text = _parse_text(value, is_text)
    try:
        parts = urlsplit(text)
        is_right = parts.scheme in ("http", "https") and bool(parts.hostname)
        port = parts.port
    except ValueError as error:
        raise Unfit(f"is no URL: {error}") from error
    if not is_right or port == 0 or parts.query or parts.fragment:
        raise Unfit("must look like https://host:port/v1, without a query")
    if parts.username is not None or parts.password is not None:
        raise Unfit("must hold no password; name a variable in api_key_variable")
    return text.rstrip("/")


def _parse_variable(value: object, is_text: bool) -> str:
    text = _parse_text(value, is_text)
    if not text.isascii() or not text.isidentifier():
        raise Unfit("must be the name of a variable, not the key itself")
    return text


def _parse_bool(value: object, is_text: bool) -> bool:
    if is_text and isinstance(value, str):
        value = {"true": True, "false": False}.get(value.lower(), value)
    if not isinstance(value, bool):
        raise Unfit("must be true or false")
    return value


@dataclass(frozen=True, slots=True)
class _Number:
    """Parse a number within bounds."""

    least: Decimal
    most: Decimal
    is_whole: bool = False

    def parse(self, value: object, is_text: bool) -> Decimal:
        """Return the number exactly as it is written."""
        kind = "a whole number" if self.is_whole else "a number"
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        try:
            if not is_number and not (is_text and isinstance(value, str)):
                raise InvalidOperation
            number = Decimal(str(value))
            is_right = number.is_finite() and self.least <= number <= self.most
            if not is_right or (self.is_whole and number != number.to_integral_value()):
                raise InvalidOperation
        except InvalidOperation:
            bounds = f"from {self.least} to {self.most}"
            raise Unfit(f"must be {kind} {bounds}") from None
        return number


def _whole(least: int, most: int) -> Callable[[object, bool], SettingValue]:
    number = _Number(Decimal(least), Decimal(most), is_whole=True)
    return lambda value, is_text: int(number.parse(value, is_text))


def _fraction(least: str, most: str) -> Callable[[object, bool], SettingValue]:
    number = _Number(Decimal(least), Decimal(most))
    return lambda value, is_text: float(number.parse(value, is_text))


def _parse_price(value: object, is_text: bool) -> Decimal:
    # A price in quotes is exact too, and usual.
    return _Number(Decimal(0), Decimal(1_000_000)).parse(value, isinstance(value, str))


def _parse_list(value: object, is_text: bool) -> tuple[str, ...]:
    if is_text and isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise Unfit('must be a JSON array such as ["one", "two"]') from error
    if not isinstance(value, list) or not 0 <= len(value) <= 16:
        raise Unfit("must be an array of at most 16 texts")
    if not all(isinstance(item, str) and 0 < len(item) <= 100 for item in value):
        raise Unfit("must be an array of texts of 1 to 100 characters")
    return tuple(value)


_PARSERS: Final[dict[str, Callable[[object, bool], SettingValue]]] = {
    "provider": _parse_provider,
    "url": _parse_url,
    "socket": _parse_text,
    "model": _parse_text,
    "api_key_variable": _parse_variable,
    "temperature": _fraction("0", "2"),
    "seed": _whole(-(2**63), 2**63 - 1),
    "max_tokens": _whole(1, LARGEST_TOKENS),
    "stop": _parse_list,
    "stream": _parse_bool,
    "attempts": _whole(1, 10),
    "connect_timeout": _fraction("0.001", "3600"),
    "read_timeout": _fraction("0.001", "3600"),
    "total_timeout": _fraction("0.001", "3600"),
    "prompt_price": _parse_price,
    "cached_price": _parse_price,
    "completion_price": _parse_price,
    "fallbacks": _parse_list,
}
SETTING_NAMES: Final = tuple(_PARSERS)
