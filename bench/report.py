"""Hold figures as tables, and print them aligned or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.measure import Usage

Cell = str | int | float | None
"""A figure; nothing where it could not be measured."""

USAGE_HEADERS = ("", "CPU s", "wall s", "peak MiB", "CPU ratio")


@dataclass(frozen=True, slots=True)
class Table:
    """Hold one table; the first column names its rows."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what one benchmark found."""

    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


def usage_table(title: str, usages: dict[str, Usage], base: str) -> Table:
    """Build a table of measured processes; ratios are to the processor time of one."""
    rows = tuple(
        (name, used.cpu, used.wall, round(used.peak, 1), used.cpu / usages[base].cpu)
        for name, used in usages.items()
    )
    return Table(title, USAGE_HEADERS, rows)


def render_report(report: Report) -> str:
    """Return the text of all tables and notes."""
    parts = [_render_table(table) for table in report.tables]
    parts += [f"note: {note}" for note in report.notes]
    return "\n\n".join(parts)


def report_values(report: Report) -> dict[str, object]:
    """Return the figures as plain values for JSON."""
    tables = {
        table.title: [dict(zip(table.headers, row, strict=True)) for row in table.rows]
        for table in report.tables
    }
    return {"tables": tables, "notes": list(report.notes)}


def _render_table(table: Table) -> str:
    cells = [
        list(table.headers),
        *([_text(cell) for cell in row] for row in table.rows),
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(len(table.headers))]
    lines = [table.title, *(_line(row, widths) for row in cells)]
    lines.insert(2, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first = row[0].ljust(widths[0])
    rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
    return "  ".join([first, *rest]).rstrip()


def _text(cell: Cell) -> str:
    if cell is None:
        return "-"
    if not isinstance(cell, float):
        return str(cell)
    return f"{cell:.1f}" if cell >= 10 else f"{cell:.3f}"
