"""Read the spans of plays, and sum up what they used."""

import json
import sqlite3
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from hero_runner.conventions import COST, INPUT_TOKENS, OUTPUT_TOKENS


@dataclass(frozen=True, slots=True)
class SpanRow:
    """Hold a span as it is stored; times are nanoseconds since the epoch."""

    id: str
    parent: str | None
    attempt: int
    name: str
    kind: str
    key: str
    started: int
    ended: int | None
    status: str
    error: str | None
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """Sum up tokens and cost in US dollars; none where no span says any."""

    input_tokens: int | None
    output_tokens: int | None
    cost: str | None


def read_spans(connection: sqlite3.Connection, play: str) -> list[SpanRow]:
    """Return the spans of a play in the order in which they began."""
    rows = connection.execute(
        "SELECT id, parent, attempt, name, kind, key, started, ended, status, error, "
        "attributes FROM span WHERE play = ? ORDER BY started, id",
        (play,),
    )
    return [_build_row(*row) for row in rows]


def _build_row(*values: Any) -> SpanRow:
    return SpanRow(*values[:-1], **{"attributes": json.loads(values[-1])})


def read_logs(connection: sqlite3.Connection, play: str) -> dict[str, list[str]]:
    """Return the logs of a play's spans by the id of the span."""
    logs: dict[str, list[str]] = {}
    for span, text in connection.execute(
        "SELECT span, text FROM log WHERE play = ? ORDER BY sequence", (play,)
    ):
        logs.setdefault(span, []).append(text)
    return logs


def read_events(
    connection: sqlite3.Connection, play: str, after: int
) -> list[tuple[int, str]]:
    """Return the events of a play that follow one, with their numbers."""
    rows = connection.execute(
        "SELECT sequence, line FROM event WHERE play = ? AND sequence > ? "
        "ORDER BY sequence",
        (play, after),
    )
    return [(row[0], row[1]) for row in rows]


def read_usage(connection: sqlite3.Connection, play: str) -> Usage:
    """Sum up what the spans of all attempts used.

    A replayed span used nothing: what it says was used by an earlier attempt.
    """
    rows = connection.execute(
        "SELECT attributes FROM span WHERE play = ? AND status != 'replayed' "
        "AND (attributes LIKE '%gen_ai.usage%' OR attributes LIKE '%hero.cost%')",
        (play,),
    )
    found = [json.loads(row[0]) for row in rows]
    costs = [cost for item in found if (cost := _read_cost(item)) is not None]
    return Usage(
        _sum_tokens(found, INPUT_TOKENS),
        _sum_tokens(found, OUTPUT_TOKENS),
        str(sum(costs, Decimal(0))) if costs else None,
    )


def _sum_tokens(found: list[dict[str, Any]], name: str) -> int | None:
    values = [item[name] for item in found if isinstance(item.get(name), int)]
    return sum(values) if values else None


def _read_cost(attributes: dict[str, Any]) -> Decimal | None:
    value = attributes.get(COST)
    if value is None or isinstance(value, bool):
        return None
    try:
        cost = Decimal(str(value))
    except InvalidOperation:
        return None
    return cost if cost.is_finite() else None
