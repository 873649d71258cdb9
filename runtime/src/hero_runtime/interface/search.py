"""Rank the methods of a stub by how well they answer a text."""

import math
import re
from collections import Counter

from hero_runtime.interface.values import Interface, MethodEntry

MAXIMUM_WORDS = 64
"""Words of a query that are looked at."""

_NAME, _SUMMARY, _TYPES = 4.0, 1.5, 1.0
"""What a word counts in a method's name, in its summary, in its types and parameters."""

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\W\d_a-zA-Z]+")
_SILENT = frozenset(
    "a all an and by do for from give i in is it me my of on or please that the this to "
    "want what which with you".split()
)


def search_methods(
    interface: Interface, text: str, limit: int
) -> tuple[MethodEntry, ...]:
    """Return the methods that a text may mean, the best first; at most `limit`."""
    ranked = [entry for entry, score in rank_methods(interface, text) if score > 0]
    return tuple(ranked[: max(limit, 0)])


def rank_methods(interface: Interface, text: str) -> list[tuple[MethodEntry, float]]:
    """Return all methods with their scores, the best first, then as in the stub.

    Words that many methods have count less: `get` tells little, `invoice` much.
    """
    asked = list(dict.fromkeys(_words(text)))[:MAXIMUM_WORDS]
    described = [(entry, _weights(entry)) for entry in interface.methods]
    holders = Counter(word for _, weights in described for word in weights)
    count = len(described)
    scored = [
        (
            entry,
            sum(
                weights.get(word, 0.0) * math.log(1 + count / (1 + holders[word]))
                for word in asked
            ),
        )
        for entry, weights in described
    ]
    exact = {"".join(_words(text)), text.strip().lower()}
    return sorted(scored, key=lambda pair: (pair[0].name not in exact, -pair[1]))


def _weights(entry: MethodEntry) -> dict[str, float]:
    """Return what each word of a method counts: where it counts most."""
    weights = {word: _TYPES for word in _words(" ".join((entry.text, *entry.uses)))}
    weights |= {word: _SUMMARY for word in _words(entry.summary)}
    return weights | {word: _NAME for word in _words(entry.name)}


def _words(text: str) -> list[str]:
    """Return the words of a text or name in small letters, without their endings."""
    found = (word.lower() for word in _WORD.findall(text[:10_000]))
    return [_stem(word) for word in found if word not in _SILENT]


def _stem(word: str) -> str:
    """Take the endings off that tell one book from many, and doing from done."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word
