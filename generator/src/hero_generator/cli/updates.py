"""Describe what became of cached documents, for the commands that write them."""

from __future__ import annotations

from typing import Any

from hero_generator.changes.report import change_json
from hero_generator.cli.outcome import diagnostic_json
from hero_generator.fetch.update import Update


def update_json(update: Update) -> dict[str, Any]:
    """Return what came of one service as a JSON value."""
    return {
        "name": update.name,
        "status": update.status.value,
        "version": update.version,
        "settings": dict(update.settings),
        "changes": [change_json(change) for change in update.changes],
        "diagnostics": [diagnostic_json(one) for one in update.diagnostics],
    }
