"""Tell what a method does to what its service keeps: read, write, destroy, or unknown.

The document's word (`x-effect` at a method) counts. Else the verb of the name decides,
and only where it is plain which word the verb is: what is taken for a read may be called
without asking anybody, so every doubt ends in "unknown".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, get_args

Effect: TypeAlias = Literal["read", "write", "destructive", "unknown"]

EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)

_READING = "describe exists fetch find get has is list lookup query read search show"
_WRITING = """
    add append approve archive assign attach cancel close commit connect copy
    create detach disable disconnect edit enable enqueue import increment insert install
    join leave mark merge modify move open pause publish push put
    register rename replace reply restart restore resume revert save schedule send set
    start stop store submit subscribe suspend unblock unlock unregister unsubscribe
    unwatch update upgrade upload upsert write
"""
_DESTROYING = """
    clear delete destroy discard drop erase evict flush forget kill purge remove reset
    revoke shutdown terminate trim truncate uninstall unset wipe
"""
_STATES = "count health info ping state stats status version"
"""Words that say what is read, and do so only where they are the whole operation."""

_UNCLEAR = frozenset("""
    apply call check do estimate execute force generate invoke make new on request return run
    sign simulate test try use wait
    """.split())
"""First words that are verbs too, of which nobody can tell what they do."""

_JOINING = frozenset({"and", "or", "then", "if"})
"""Words after which a second verb comes: `getOrCreate`."""

NAMESPACE_SIZE = 3
"""Methods that begin with the same word, at least, for it to be no verb."""

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


def _table() -> dict[str, Effect]:
    rows: tuple[tuple[str, Effect], ...] = (
        (_READING, "read"),
        (_WRITING, "write"),
        (_DESTROYING, "destructive"),
    )
    return {word: effect for words, effect in rows for word in words.split()}


_VERBS: Final = _table()


def declared_effect(method: Mapping[str, object]) -> Effect | None:
    """Return what the document itself says; nothing if it says nothing we know."""
    value = method.get("x-effect")
    return next((effect for effect in EFFECTS if effect == value), None)


def find_namespaces(names: Iterable[str]) -> frozenset[str]:
    """Return the first words that so many names share that none of them is a verb."""
    parts = (split_words(last_part(name)) for name in names)
    firsts = Counter(words[0] for words in parts if len(words) > 1)
    return frozenset(
        word
        for word, count in firsts.items()
        if count >= NAMESPACE_SIZE and word not in _VERBS.keys() | _UNCLEAR
    )


def guess_effect(name: str, namespaces: frozenset[str]) -> Effect:
    """Return the effect that the verb of a method's wire name tells."""
    if not name.isascii():
        return "unknown"
    operation = operation_words(name, namespaces)
    if not operation or _JOINING & set(operation):
        return "unknown"
    if len(operation) == 1 and operation[0] in _STATES.split():
        return "read"
    return _VERBS.get(operation[0], "unknown")


def operation_words(name: str, namespaces: frozenset[str]) -> list[str]:
    """Return the words of a name without what they are about or belong to.

    `book.list`, `book_list` and `BookList` beside others of `book`, and `eth_getLogs`
    all have something in front of their verb.
    """
    last = last_part(name)
    words = split_words(last)
    if len(words) > 1 and words[0] not in _VERBS.keys() | _UNCLEAR:
        mixed = re.search(r"[a-z][A-Z]", last.partition("_")[2])
        if mixed or words[0] in namespaces:
            return words[1:]
    return words


def last_part(name: str) -> str:
    """Return a method's name without the namespaces written before it."""
    return re.split(r"[./:]", name)[-1]


def split_words(name: str) -> list[str]:
    """Return the words of a name in any spelling, in small letters."""
    return [word.lower() for word in _WORDS.findall(name)]
