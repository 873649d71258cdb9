"""Record what a service answers to a file, and play it back without the service."""

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Self

from hero_runtime.errors import RECEIVED_LIMIT, TransportError
from hero_runtime.transports.base import AsyncTransport, Reply, Timeout, Transport


class Recording:
    """Hold the exchanges of a file: those left to play back, or those to come."""

    def __init__(self, path: Path | str) -> None:
        self._path = Path(path)
        self._lock = Lock()
        self._left: dict[str, list[Any]] = {}
        if self._path.exists():
            for line in self._path.read_text("utf-8").splitlines():
                exchange = json.loads(line)
                self._left.setdefault(_key(exchange["request"]), []).append(exchange)

    def play(self, body: bytes) -> Reply:
        """Return the recorded answer to a request; raise `TransportError` for none."""
        request = json.loads(body)
        key = _key(request)
        with self._lock:
            if not self._left.get(key):
                raise self._build_unknown(key)
            exchange = self._left[key].pop(0)
        text = _replace_ids(exchange["answer"], exchange["request"], request)
        return Reply(exchange["status"], text.encode())

    def keep(self, body: bytes, reply: Reply) -> Reply:
        """Add an exchange to the file, and return its answer."""
        exchange = {
            "request": json.loads(body),
            "status": reply.status,
            "answer": reply.body.decode("utf-8", "replace"),
        }
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(exchange, sort_keys=True) + "\n")
        return reply

    def _build_unknown(self, key: str) -> TransportError:
        hint = "Record it again, with RecordedTransport.record."
        if key in self._left:
            message = "was recorded less often than it is sent now"
        elif near := difflib.get_close_matches(key, self._left, 1, 0.0):
            message = f"was not recorded; the nearest is {near[0][:RECEIVED_LIMIT]}"
        else:
            message = "was not recorded; the recording is empty"
        error = TransportError(
            f"{self._path}: the request {key[:RECEIVED_LIMIT]} {message}", hint=hint
        )
        error.sent = False
        return error


class RecordedTransport:
    """Play back a recording, strictly: each recorded answer once, in order.

    Requests are told apart by method and params. The file has a line of JSON
    for each exchange, without headers: they hold what identifies the caller.
    """

    def __init__(self, path: Path | str) -> None:
        self._recording = Recording(path)
        self._source: Transport | None = None

    @classmethod
    def record(cls, path: Path | str, source: Transport) -> Self:
        """Return a transport that sends through another and adds to a file."""
        recorder = cls(path)
        recorder._source = source
        return recorder

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Return the recorded answer, or record the one that comes."""
        if self._source is None:
            return self._recording.play(body)
        return self._recording.keep(body, self._source.send(body, headers, timeout))

    def close(self) -> None:
        """Close the transport that is recorded, if any."""
        if self._source is not None:
            self._source.close()


class AsyncRecordedTransport:
    """Be `RecordedTransport` for an asynchronous client; the files are the same."""

    def __init__(self, path: Path | str) -> None:
        self._recording = Recording(path)
        self._source: AsyncTransport | None = None

    @classmethod
    def record(cls, path: Path | str, source: AsyncTransport) -> Self:
        """Return a transport that sends through another and adds to a file."""
        recorder = cls(path)
        recorder._source = source
        return recorder

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Return the recorded answer, or record the one that comes."""
        if self._source is None:
            return self._recording.play(body)
        reply = await self._source.send(body, headers, timeout)
        return self._recording.keep(body, reply)

    async def aclose(self) -> None:
        """Close the transport that is recorded, if any."""
        if self._source is not None:
            await self._source.aclose()


def _calls(request: Any) -> list[Any]:
    return request if isinstance(request, list) else [request]


def _key(request: Any) -> str:
    """Return a request without ids and version, in one form."""
    calls = [[call["method"], call.get("params")] for call in _calls(request)]
    shown = calls if isinstance(request, list) else calls[0]
    return json.dumps(shown, sort_keys=True)


def _replace_ids(answer: str, recorded: Any, request: Any) -> str:
    """Return an answer with the ids of the request that is sent now."""
    pairs = zip(_calls(recorded), _calls(request), strict=True)
    ids = {old["id"]: new["id"] for old, new in pairs if "id" in old and "id" in new}
    try:
        parsed = json.loads(answer)
    except ValueError:
        return answer
    for one in _calls(parsed):
        if isinstance(one, dict) and isinstance(one.get("id"), int | str):
            one["id"] = ids.get(one["id"], one["id"])
    return json.dumps(parsed)
