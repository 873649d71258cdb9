"""Say in one short line what a service is for: by rule, from its document.

The line is all that a language model reads when it chooses services. The first sentence
of the description says it best; where that says little or nothing, the title with what
the methods are about does: tags, else the namespaces of method names, else the names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hero_generator.plan.effects import (
    find_namespaces,
    last_part,
    operation_words,
    split_words,
)
from hero_runtime.document.texts import clean, first_sentence

MAXIMUM_TOKENS = 40
"""Tokens of the two lines that the catalog holds of a service."""

ENOUGH = 5
"""Words that a sentence must have to say by itself what a service is for."""

_BOILERPLATE = re.compile(
    r"^(?:this (?:is|section lists|section provides)|an?|the|openrpc [\d.]+|openrpc"
    r"|json[- ]rpc|specification|spec|api|document|interface|interactive"
    r"|reference|for|of|the standard|standard|methods|that)\s+(?=.)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:^|\s+)(?:open-?rpc|json-?rpc|rpc|api|sdk|specification|service|overview"
    r"|contract|spec)(?=\s|$)",
    re.IGNORECASE,
)
_INFORMATION = frozenset(
    "a an the of for to and or with is in by as module methods api rpc json openrpc "
    "specification spec interface service testing".split()
)
_MARK = re.compile(r"[:$]|^(?:deprecated|experimental|internal)$|-only$", re.IGNORECASE)
_WEIGHED = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]{1,3}|[^\sA-Za-z0-9]")


def build_summary(
    name: str, info: Mapping[str, Any], methods: Sequence[Mapping[str, Any]]
) -> str:
    """Return a line that, with the line of the service's name, is short enough."""
    room = MAXIMUM_TOKENS - _weight(f"# SERVICE: {name}\n# SUMMARY: ") - 6
    description = " ".join(clean(info.get("description")).split("\n\n")[0].split())
    sentence = first_sentence(description)
    title = clean(info.get("title")).partition("\n")[0]
    if _says_enough(sentence, title):
        return _shortened(sentence, room)
    head = _without_boilerplate(sentence).rstrip(".") or _TITLE.sub("", title).strip()
    head = _shortened(head or title, max(room // 2, 6))
    return _listed(head, _topics(methods) or ["no methods"], room)


def _says_enough(sentence: str, title: str) -> bool:
    """Tell whether a sentence says more than that there is something to specify."""
    words = {word for word in re.findall(r"\w+", sentence.lower())}
    known = {word for word in re.findall(r"\w+", title.lower())} | _INFORMATION
    return len(words - known) >= ENOUGH


def _without_boilerplate(sentence: str) -> str:
    while found := _BOILERPLATE.match(sentence):
        sentence = sentence[found.end() :]
    return sentence[:1].upper() + sentence[1:]


def _topics(methods: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what the methods are about, most of them first."""
    names = [str(method["name"]) for method in methods]
    prefixes = Counter(
        name.removesuffix(last_part(name)).strip("./:") for name in names
    )
    tags = Counter(tag for method in methods for tag in set(_tags(method)))
    known = find_namespaces(names)
    words = Counter(split[0] for n in names if (split := split_words(last_part(n))))
    starts = Counter({word: words[word] for word in words if word in known})
    for groups in (prefixes, tags, starts):
        if topics := _largest(groups, len(names)):
            return topics
    return _operations(names, known)


def _tags(method: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tags of a method, but those that are marks for some tool."""
    listed = method.get("tags")
    for tag in listed if isinstance(listed, list) else []:
        if isinstance(tag, dict):
            text = tag.get("name", str(tag.get("$ref", "")).rpartition("/")[2])
            if isinstance(text, str) and not _MARK.search(text):
                yield " ".join(clean(text).split())


def _largest(groups: Counter[str], count: int) -> list[str]:
    """Return groups, largest first, if they tell most of so many methods apart."""
    telling = [
        (group, size)
        for group, size in groups.most_common()
        if group and 1 < size < count * 0.8
    ]
    covered = sum(size for _, size in telling) >= count / 2
    return [group for group, _ in telling] if covered and len(telling) > 1 else []


def _operations(names: list[str], known: frozenset[str]) -> list[str]:
    shown = [" ".join(operation_words(name, known)) or clean(name) for name in names]
    return list(dict.fromkeys(text for text in shown if text))


def _listed(head: str, topics: list[str], room: int) -> str:
    """Return as much of `head: topic, topic` as there is room for."""
    line = head
    for number, topic in enumerate(topics):
        longer = f"{line}{', ' if number else ': ' if head else ''}{topic}"
        if _weight(longer) + 1 > room:
            return f"{line}, …" if number else line
        line = longer
    return line


def _shortened(text: str, room: int) -> str:
    if _weight(text) <= room:
        return text
    words = text.split(" ")
    while words and _weight(" ".join(words)) + 1 > room:
        words.pop()
    return " ".join(words).rstrip(".,;:") + " …"


def _weight(text: str) -> int:
    """Count what a tokenizer may find in a text, rather more than less."""
    found = _WEIGHED.findall(text)
    foreign = sum(1 for part in found if not part.isascii())
    return sum(map(_part_weight, found)) + 2 * foreign


def _part_weight(part: str) -> int:
    """Count more for long words, and much for what is too long for one word."""
    if not part.isalpha() or len(part) <= 8:
        return 1
    return 2 if len(part) <= 10 else 1 + (len(part) - 1) // 4
