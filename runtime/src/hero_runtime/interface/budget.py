"""Fit a stub into a number of tokens: the best methods in full, of the rest a list."""

from collections.abc import Sequence

from hero_runtime.interface.search import rank_methods
from hero_runtime.interface.select import render_index, render_stub
from hero_runtime.interface.tokens import estimate_tokens
from hero_runtime.interface.values import Interface, MethodEntry

MAXIMUM_MISSES = 8
"""Methods that may be too large before no other is tried."""

RESERVE = 0.06
"""Part of the budget that is left free: parts of a stub are estimated less surely."""

SHARE = 0.7
"""Part of the budget that methods may take where not all of them fit."""


def fit_budget(interface: Interface, text: str, tokens: int) -> str:
    """Return the whole stub if it fits, else the methods that a text means best.

    The methods that are left out are named in comments behind them, as far as there is
    room. What comes back is a valid stub; its estimate exceeds the budget only where
    the head of the stub alone does.
    """
    if estimate_tokens(interface.text) <= tokens:
        return interface.text
    tokens = int(tokens * (1 - RESERVE))
    scored = rank_methods(interface, text)
    ranked = [entry for entry, _ in scored]
    meant = [entry for entry, score in scored if score > 0] or ranked
    chosen = _choose(interface, meant, int(tokens * SHARE))
    shown = [entry for entry in interface.methods if entry.name in chosen]
    stub = render_stub(interface, shown)
    rest = [entry for entry in ranked if entry.name not in chosen]
    room = tokens - estimate_tokens(stub) - 1
    return stub + fit_index(rest, room)


def fit_index(rest: Sequence[MethodEntry], tokens: int) -> str:
    """Return a list of methods: with summaries, or names alone, or only some names."""
    if not rest:
        return ""
    for summaries in (True, False):
        index = f"\n{render_index(rest, summaries=summaries)}"
        if estimate_tokens(index) <= tokens:
            return index
    return _cut_index(rest, tokens)


def _cut_index(rest: Sequence[MethodEntry], tokens: int) -> str:
    low, high = 0, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        if estimate_tokens(_some(rest, middle)) <= tokens:
            low = middle
        else:
            high = middle - 1
    return _some(rest, low) if estimate_tokens(_some(rest, low)) <= tokens else ""


def _some(rest: Sequence[MethodEntry], count: int) -> str:
    more = f"# and {len(rest) - count} more\n"
    return f"\n{render_index(rest[:count], summaries=False)}{more}"


def _choose(
    interface: Interface, ranked: Sequence[MethodEntry], tokens: int
) -> frozenset[str]:
    """Choose as many of the best methods as fit, with the types they reach.

    A method that does not fit is passed over: a smaller one further down may.
    """
    chosen: list[MethodEntry] = []
    misses = 0
    for entry in ranked:
        if estimate_tokens(render_stub(interface, [*chosen, entry])) <= tokens:
            chosen.append(entry)
        elif (misses := misses + 1) == MAXIMUM_MISSES:
            break
    return frozenset(entry.name for entry in chosen)
