"""Parse the text of an interface stub; nothing of it is evaluated."""

import ast
import re
from collections.abc import Iterator
from typing import Final, cast

from hero_runtime.interface.values import Interface, MethodEntry, TypeEntry
from hero_runtime.service import Effect

MAXIMUM_CHARACTERS: Final = 8_000_000
"""The longest stub that is read; the largest of the corpus has a fiftieth of this."""

_EFFECT = re.compile(r"(read|write|destructive)(?:: |$)")
_RAISES = re.compile(r"(?:^|; |: )raises ([\w, ]+)$")
_WORD = re.compile(r"\w+")


class InterfaceSyntaxError(ValueError):
    """Say that a text is no interface stub, and why."""


def parse_interface(text: str) -> Interface:
    """Take a stub apart.

    Raises `InterfaceSyntaxError` for a text that hero-generator did not write.
    """
    if len(text) > MAXIMUM_CHARACTERS:
        raise InterfaceSyntaxError(
            f"the stub has {len(text)} characters; {MAXIMUM_CHARACTERS} are read at most"
        )
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        raise InterfaceSyntaxError(f"the stub is no Python: {problem}") from None
    lines = text.split("\n")
    client = tree.body[-1] if tree.body else None
    if not isinstance(client, ast.ClassDef) or not _is_client(client):
        message = "the last statement of the stub is not the class of the client"
        raise InterfaceSyntaxError(f"{message}: generate the package again")
    header = tuple(_header(lines))
    return Interface(
        service=_told(header, "SERVICE"),
        summary=_told(header, "SUMMARY"),
        header=header,
        imports=tuple(_imports(tree.body)),
        types=tuple(_types(tree.body[:-1], lines)),
        class_name=client.name,
        class_lines=(*_comments_above(client, lines), f"class {client.name}(Client):"),
        class_uses=_common_errors(_comments_above(client, lines)),
        methods=tuple(_methods(client, lines)),
        text=text,
    )


def _is_client(node: ast.ClassDef) -> bool:
    return [ast.unparse(base) for base in node.bases] == ["Client"]


def _header(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("#"):
            return
        yield line


def _told(header: tuple[str, ...], key: str) -> str:
    mark = f"# {key}: "
    found = (line.removeprefix(mark) for line in header if line.startswith(mark))
    return next(found, "")


def _imports(body: list[ast.stmt]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", tuple(alias.name for alias in node.names)


def _types(body: list[ast.stmt], lines: list[str]) -> Iterator[TypeEntry]:
    for node in body:
        if (name := _defined_name(node)) is not None:
            yield TypeEntry(name, _text(node, lines), _names(node))


def _defined_name(node: ast.stmt) -> str | None:
    match node:
        case ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return None


def _methods(client: ast.ClassDef, lines: list[str]) -> Iterator[MethodEntry]:
    for node in client.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        text = _text(node, lines)
        said = " ".join((ast.get_docstring(node) or "").split())
        if not said and "  # " in (last := text.rpartition("\n")[2]):
            said = last.rpartition("  # ")[2]
        found = _EFFECT.match(said)
        effect = cast(Effect, found.group(1) if found else "unknown")
        listed = _RAISES.search(said)
        raises = tuple(_WORD.findall(listed.group(1))) if listed else ()
        summary = _summary(said[found.end() :] if found else said)
        uses = _names(node) | frozenset(raises)
        yield MethodEntry(node.name, summary, effect, raises, text, uses)


def _summary(said: str) -> str:
    """Return what a method does, without bounds of arguments and exceptions."""
    text = _RAISES.sub("", said)
    if text.endswith(")"):
        text = text[: max(text.rfind(" ("), 0)]
    return text.strip()


def _common_errors(comments: tuple[str, ...]) -> frozenset[str]:
    mark = "# every method raises "
    told = (line.removeprefix(mark) for line in comments if line.startswith(mark))
    return frozenset(word for line in told for word in _WORD.findall(line))


def _names(node: ast.AST) -> frozenset[str]:
    """Return the names a statement uses; those it defines are not among them."""
    return frozenset(
        part.id
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)
    )


def _comments_above(node: ast.stmt, lines: list[str]) -> tuple[str, ...]:
    first = node.lineno - 1
    while first > 0 and lines[first - 1].startswith("#"):
        first -= 1
    return tuple(lines[first : node.lineno - 1])


def _text(node: ast.stmt, lines: list[str]) -> str:
    """Return the whole lines of a statement, with what is remarked at their end."""
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])
