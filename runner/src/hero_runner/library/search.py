"""Search the flows of folders by words; names weigh more than what else is said."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hero_runner.library.find import list_files, list_folders
from hero_runner.library.scan import FlowEntry, scan_flows

_NAME_WEIGHT: Final = 3.0
_PARAMETER_WEIGHT: Final = 1.5
_PART: Final = 0.5
"""What a word within another one counts, beside a word of its own."""


def search_flows(
    text: str, limit: int = 10, folders: Sequence[Path] | None = None
) -> list[FlowEntry]:
    """Return the flows that fit words best, best first; all flows for no words.

    Without folders those of the environment are searched. A flow that has more of
    the words comes first, then one that has them in its name.
    """
    entries = list_flows(list_folders(os.environ) if folders is None else folders)
    words = _split(text)
    if not words:
        return entries[:limit]
    ranked = [(_rate(entry, words), entry) for entry in entries]
    found = [item for item in ranked if item[0] > (0, 0.0)]
    found.sort(key=lambda item: (-item[0][0], -item[0][1], item[1].name))
    return [entry for _, entry in found[:limit]]


def list_flows(folders: Sequence[Path]) -> list[FlowEntry]:
    """Return all flows of folders by name; a name in an earlier folder wins."""
    found: dict[str, FlowEntry] = {}
    for file in list_files(folders):
        for entry in scan_flows(file):
            found.setdefault(entry.name, entry)
    return sorted(found.values(), key=lambda entry: entry.name)


def _rate(entry: FlowEntry, words: list[str]) -> tuple[int, float]:
    """Return how many words an entry has, and their weight."""
    fields = (
        (_split(entry.name), _NAME_WEIGHT),
        (_split(entry.description), 1.0),
        (_split(" ".join(entry.parameters)), _PARAMETER_WEIGHT),
    )
    weights = [max(_weigh(word, *field) for field in fields) for word in words]
    return sum(weight > 0 for weight in weights), sum(weights)


def _weigh(word: str, known: list[str], weight: float) -> float:
    if word in known:
        return weight
    if any(word in item or (len(item) > 3 and item in word) for item in known):
        return weight * _PART
    return 0.0


def _split(text: str) -> list[str]:
    """Return the words of a text in lower case, those within names as well."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return re.findall(r"[^\W_]+", spaced.lower())
