"""Give values that JSON can only write as text a Python type, and their text back.

A value that was received is sent back with the text it came with: `2026-01-02T03:04:05.120Z`
does not become `2026-01-02T03:04:05.120000Z`. A value made in Python gets the usual form.
"""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema


class _ReceivedDateTime(datetime):
    """A moment that remembers its text; what is computed from it does not."""

    text: str | None = None


class _ReceivedBytes(bytes):
    """Bytes that remember their Base64 text."""

    text: str | None = None


def _read_date_time(value: Any) -> datetime:
    """Read a moment as RFC 3339, section 5.6, and ISO 8601 write it."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or value.isdigit():
        raise ValueError("not a date and time such as 2026-01-02T03:04:05Z")
    received = _ReceivedDateTime.fromisoformat(value)
    received.text = value
    return received


def _write_date_time(value: datetime) -> str:
    text = getattr(value, "text", None)
    if text is not None:
        return str(text)
    return value.isoformat().removesuffix("+00:00") + ("Z" if _is_utc(value) else "")


def _is_utc(value: datetime) -> bool:
    return value.isoformat().endswith("+00:00")


def _read_date(value: Any) -> date:
    """Read a day as RFC 3339, section 5.6, writes it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("not a date such as 2026-01-02")
    return date.fromisoformat(value)


def _read_bytes(value: Any) -> bytes:
    """Read Base64 (RFC 4648, section 4), padding optional."""
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise ValueError("not Base64 text")
    try:
        data = base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not Base64 text") from error
    received = _ReceivedBytes(data)
    received.text = value
    return received


def _write_bytes(value: bytes) -> str:
    text = getattr(value, "text", None)
    return base64.b64encode(value).decode() if text is None else str(text)


DateTime: TypeAlias = Annotated[
    datetime,
    PlainValidator(_read_date_time),
    PlainSerializer(_write_date_time, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment: `format: date-time`."""

Date: TypeAlias = Annotated[
    date,
    PlainValidator(_read_date),
    PlainSerializer(date.isoformat, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A day: `format: date`."""

Bytes: TypeAlias = Annotated[
    bytes,
    PlainValidator(_read_bytes),
    PlainSerializer(_write_bytes, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "byte"}),
]
"""Bytes written as Base64: `format: byte`."""
