"""Keep what services answered to a script, so that running it again repeats nothing.

A play that is killed while its script runs, or that waits for an approval, runs the
script again from its beginning. Calls that were answered are answered from here; one
whose answer never came is not made again if it may have changed something.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final

from hero_runtime.errors import ConnectionLost
from hero_runtime.service import Effect
from hero_runtime.transports.base import Reply, Timeout, Transport

_REPEATABLE: Final[frozenset[Effect]] = frozenset({"read"})

FindEffect = Callable[[str, str], Effect]
"""Return the effect of a service's method."""


class Journal:
    """Hold the calls of one script in a file; safe to use from many threads."""

    def __init__(self, path: Path, find_effect: FindEffect) -> None:
        self._path = path
        self._find_effect = find_effect
        self._lock = Lock()
        self._open: list[_Entry] = _read_entries(path)
        self._number = len(self._open)

    def send(self, service: str, body: bytes, send: Callable[[], Reply]) -> Reply:
        """Return the answer of an earlier run to the same call, or send it."""
        request = json.loads(body)
        call = [service, request["method"], request.get("params")]
        changes = self._find_effect(service, request["method"]) not in _REPEATABLE
        with self._lock:
            entry = self._take(call)
            if entry is None and changes and self._has_open_changes():
                raise ConnectionLost(
                    "the script does something else than before it was interrupted; "
                    "what it had changed by then stays"
                )
            if entry is None or entry.reply is None:
                if entry is not None and changes:
                    raise ConnectionLost(
                        "this call was interrupted before its answer came: it may "
                        "have been done, and is not repeated. Look for its result"
                    )
                number = self._write_call(call, changes)
        if entry is not None and entry.reply is not None:
            return Reply(200, _with_id(entry.reply, request.get("id")))
        reply = send()
        if reply.status == 200:
            with self._lock:
                self._write({"number": number, "reply": reply.body.decode()})
        return reply

    def _take(self, call: list[Any]) -> "_Entry | None":
        for entry in self._open:
            if entry.call == call:
                self._open.remove(entry)
                return entry
        return None

    def _has_open_changes(self) -> bool:
        return any(entry.changes for entry in self._open)

    def _write_call(self, call: list[Any], changes: bool) -> int:
        self._number += 1
        self._write({"number": self._number, "call": call, "changes": changes})
        return self._number

    def _write(self, entry: Mapping[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())


class JournaledTransport:
    """Send what the journal does not know."""

    def __init__(self, service: str, transport: Transport, journal: Journal) -> None:
        self._service = service
        self._transport = transport
        self._journal = journal

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Return the answer to a call, of now or of an earlier run."""

        def send() -> Reply:
            return self._transport.send(body, headers, timeout)

        return self._journal.send(self._service, body, send)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()


class _Entry:
    __slots__ = ("call", "changes", "reply")

    def __init__(self, call: list[Any], changes: bool) -> None:
        self.call = call
        self.changes = changes
        self.reply: str | None = None


def _read_entries(path: Path) -> list[_Entry]:
    """Return the calls of a file; the last line may have been cut by a crash."""
    entries: dict[int, _Entry] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    for line in lines:
        try:
            read = json.loads(line)
        except ValueError:
            continue
        if "call" in read:
            entries[read["number"]] = _Entry(read["call"], read["changes"])
        elif read["number"] in entries:
            entries[read["number"]].reply = read["reply"]
    return list(entries.values())


def _with_id(reply: str, request_id: object) -> bytes:
    """Return an answer as one to a request with another id."""
    if not reply.strip():
        return b""
    answer = json.loads(reply)
    if isinstance(answer, dict):
        answer["id"] = request_id
    return json.dumps(answer).encode()
