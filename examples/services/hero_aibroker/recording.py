"""Play answers from a file, and write such files.

One JSON object a line: `response` is the answer, and it is given once. `request`, as it
is written when recording, wants the same model and messages; `contains` wants a text,
or each of several, somewhere in the messages; a line with neither answers anything.
"""

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hero_aibroker.errors import unavailable
from hero_aibroker.upstream import Upstream


class RecordingError(Exception):
    """Say what is wrong with a recording, and where."""


@dataclass(slots=True)
class Recording:
    """Give each answer of a recording once, in order, to the request it fits."""

    path: Path
    entries: list[dict[str, Any]]
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def name(self) -> str:
        """Return the name that answers carry as their provider."""
        return f"recording {self.path.name}: no language model was asked"

    def chat(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer of the first entry that fits."""
        with self.lock:
            for number, entry in enumerate(self.entries):
                if fits(entry, request):
                    del self.entries[number]
                    return {**entry["response"], "provider": self.name}
        raise unavailable(
            f"{self.path.name} holds no answer (any more) for this request; record it"
            " again with --record, against a language model."
        )

    def list_models(self) -> list[str]:
        """List the models that the answers left say they are from."""
        with self.lock:
            models = [entry["response"].get("model") for entry in self.entries]
        return sorted({model for model in models if isinstance(model, str)})


@dataclass(frozen=True, slots=True)
class Recorder:
    """Forward requests, and write each answer to a recording."""

    path: Path
    upstream: Upstream
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def name(self) -> str:
        """Return the name that answers carry as their provider."""
        return self.upstream.name

    def chat(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Forward a chat request; failures are not recorded."""
        response = self.upstream.chat(request)
        line = json.dumps({"request": dict(request), "response": response})
        with self.lock, self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        return response

    def list_models(self) -> list[str]:
        """List the models that the endpoint offers."""
        return self.upstream.list_models()


def read_recording(path: Path) -> Recording:
    """Read a recording; raise `RecordingError` when it is none."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RecordingError(f"{path} cannot be read: {error}") from error
    return Recording(path, list(_parse_lines(path, lines)))


def fits(entry: Mapping[str, Any], request: Mapping[str, Any]) -> bool:
    """Tell whether an entry answers a request."""
    messages = request.get("messages", [])
    if "request" in entry:
        asked = entry["request"]
        is_same_model = asked.get("model") == request.get("model")
        return is_same_model and _texts(asked.get("messages", [])) == _texts(messages)
    contained = entry.get("contains", "")
    wanted = [contained] if isinstance(contained, str) else contained
    contents = [content for _, content in _texts(messages)]
    return all(any(text in content for content in contents) for text in wanted)


def _texts(messages: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [
        (str(message.get("role")), str(message.get("content"))) for message in messages
    ]


def _parse_lines(path: Path, lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise RecordingError(f"{path}:{number} is not JSON: {error}") from error
        if not isinstance(entry, dict) or not isinstance(entry.get("response"), dict):
            raise RecordingError(f"{path}:{number} has no object `response`")
        yield entry
