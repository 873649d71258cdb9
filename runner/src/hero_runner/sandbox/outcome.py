"""Say how a run ended, and make what it wrote safe to print."""

import re
from dataclasses import dataclass
from typing import Final, Literal

Status = Literal[
    "done",
    "failed",
    "timed_out",
    "out_of_memory",
    "output_limit",
    "disk_limit",
    "killed",
    "refused",
]
"""`refused`: nothing ran. `killed`: ended by a signal that no limit explains."""

Isolation = Literal["bubblewrap", "none"]

# Control characters but tab and newline, and what changes the order of a text.
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Stream:
    """Hold what was kept of what a script wrote to one stream, as it wrote it."""

    text: str = ""
    size: int = 0
    """Bytes that were written, as far as they were read."""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold how a run ended and what it wrote.

    The status comes from how the process ended, never from what it wrote. Only
    that memory ran out is read from the script's own error, which it could fake.
    """

    status: Status
    reason: str
    """One sentence: what happened, and what to do where there is something."""
    exit_code: int | None = None
    """`None` when nothing ran, or when it was killed from outside."""
    out: Stream = Stream()
    err: Stream = Stream()
    duration_ms: float = 0.0
    cpu_ms: float | None = None
    """Unknown for a run that was killed, and for one of root's in the sandbox."""
    peak_bytes: int | None = None
    """The same."""
    isolation: Isolation = "bubblewrap"

    @property
    def stdout(self) -> str:
        """What was kept of the standard output."""
        return self.out.text

    @property
    def stderr(self) -> str:
        """What was kept of the standard error."""
        return self.err.text


def neutralise(text: str) -> str:
    """Return a text with everything escaped that a terminal could act on."""
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
