"""Write foreign text into Python, TOML and Markdown so that it stays text."""

from __future__ import annotations

import json
import textwrap

from hero_generator.layout import LINE_LENGTH


def docstring(text: str, indent: int) -> str:
    """Return a docstring literal in black's form; the first line is not indented.

    Black leaves the closing quotes of a long single line where they are, so a line
    that has no room for them is broken earlier.
    """
    escaped = _escaped(text)
    width = LINE_LENGTH - indent
    lines = _wrapped(escaped, width, first=3)
    if len(lines) == 1 and len(lines[0]) + 6 > width:
        lines = _wrapped(escaped, width - 3, first=3)
    lines[0] = _opened(lines[0])
    if len(lines) == 1:
        return f'"""{_closed(lines[0])}"""'
    margin = " " * indent
    rest = "".join(f"\n{margin}{line}".rstrip(" ") for line in lines[1:])
    return f'"""{lines[0]}{rest}\n{margin}"""'


def comment(text: str) -> str:
    """Return text for the inside of a comment: one line."""
    return _printable(" ".join(text.split()))


def toml_string(text: str) -> str:
    """Return a TOML basic string; TOML 1.0 takes the escapes of JSON."""
    return json.dumps(comment(text), ensure_ascii=False)


def markdown(text: str) -> str:
    """Return text for one Markdown paragraph, with all markup escaped."""
    special = set("\\`*_{}[]<>()#+-.!|~&$")
    return "".join(f"\\{c}" if c in special else c for c in comment(text))


def _printable(text: str) -> str:
    """Spell out control codes, lone surrogates and marks of reading direction."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def _escaped(text: str) -> str:
    """Escape text; lines after the first lose their margin, as black takes it off."""
    first, break_, rest = _printable(text).partition("\n")
    whole = f"{first}{break_}{textwrap.dedent(rest)}"
    escaped = whole.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return escaped or "No description."


def _opened(line: str) -> str:
    """Keep a quote at the start of a docstring from joining the opening quotes."""
    return f" {line}" if line.startswith('"') else line


def _closed(line: str) -> str:
    """Keep a quote at the end of a line from joining the closing quotes."""
    return f"{line} " if line.endswith('"') else line


def _wrapped(text: str, width: int, first: int = 0) -> list[str]:
    """Wrap paragraphs; a line that starts with white space or a bullet stays."""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        offset = first if number == 0 else 0
        if len(line) + offset <= width or not line.strip():
            lines.append(line.strip() if number == 0 else line.rstrip())
            continue
        margin = line[: len(line) - len(line.lstrip())] if number else ""
        lines.extend(
            textwrap.wrap(
                line.strip(),
                width=max(width, 40),
                initial_indent=margin if number else " " * first,
                subsequent_indent=margin,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    lines[0] = lines[0].strip()
    return lines
