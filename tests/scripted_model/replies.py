"""What the scripted model is asked, and the bytes of what it answers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

COUNTED: Mapping[str, Any] = {"counted": True}
"""Stands for usage that is counted: one token for each word."""


@dataclass(frozen=True, slots=True)
class ModelReply:
    """Say how one request is answered."""

    text: str = ""
    model: str = "scripted-1"
    finish_reason: str | None = "stop"
    usage: Mapping[str, Any] | None = field(default_factory=lambda: COUNTED)
    """The usage object as it is; None leaves it out."""
    status: int = 200
    error: str = ""
    """Message of the error object when the status is not 200."""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before the head of the answer."""
    chunk_characters: int = 12
    """Characters of text in each chunk of a stream."""
    chunk_delay: float = 0.0
    """Seconds before each chunk."""
    cut_after: int | None = None
    """Chunks after which the connection is cut; a whole answer is one chunk."""
    body: bytes | None = None
    """What is sent instead of all that, whatever the request asks for."""
    content_type: str | None = None
    ends_with_done: bool = True
    """Whether a stream ends with `[DONE]`."""


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """One request that came in."""

    verb: str
    path: str
    headers: Mapping[str, str]
    body: Any

    @property
    def text(self) -> str:
        """Return what all messages say, with line ends between them."""
        messages = self.body.get("messages", []) if isinstance(self.body, dict) else []
        return "\n".join(str(message.get("content")) for message in messages)

    @property
    def streams(self) -> bool:
        """Tell whether the answer is to be streamed."""
        return isinstance(self.body, dict) and self.body.get("stream") is True


def render_reply(reply: ModelReply, request: SeenRequest) -> tuple[str, list[bytes]]:
    """Return the content type and the chunks of an answer."""
    if reply.body is not None:
        return reply.content_type or "application/json", [reply.body]
    if reply.status != 200:
        error = {"error": {"message": reply.error, "type": "scripted"}}
        return reply.content_type or "application/json", [_dump(error)]
    if request.streams:
        kind = reply.content_type or "text/event-stream; charset=utf-8"
        return kind, list(_render_events(reply, request))
    return reply.content_type or "application/json", [_dump(_whole(reply, request))]


def count_usage(reply: ModelReply, request: SeenRequest) -> Mapping[str, Any] | None:
    """Return the usage object of an answer."""
    if reply.usage is not COUNTED:
        return reply.usage
    prompt = len(request.text.split())
    completion = len(reply.text.split())
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": 0},
    }


def _whole(reply: ModelReply, request: SeenRequest) -> dict[str, Any]:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": reply.text},
        "finish_reason": reply.finish_reason,
    }
    answer = _head(reply, "chat.completion") | {"choices": [choice]}
    usage = count_usage(reply, request)
    return answer if usage is None else answer | {"usage": usage}


def _render_events(reply: ModelReply, request: SeenRequest) -> Iterator[bytes]:
    head = _head(reply, "chat.completion.chunk")
    size = reply.chunk_characters
    parts = [reply.text[at : at + size] for at in range(0, len(reply.text), size)]
    for part in parts:
        choice = {"index": 0, "delta": {"content": part}, "finish_reason": None}
        yield _event(head | {"choices": [choice]})
    last = {"index": 0, "delta": {}, "finish_reason": reply.finish_reason}
    yield _event(head | {"choices": [last]})
    usage = count_usage(reply, request)
    options = request.body.get("stream_options") or {}
    if usage is not None and options.get("include_usage"):
        yield _event(head | {"choices": [], "usage": usage})
    if reply.ends_with_done:
        yield b"data: [DONE]\n\n"


def _head(reply: ModelReply, kind: str) -> dict[str, Any]:
    return {"id": "scripted", "object": kind, "created": 1, "model": reply.model}


def _event(value: Mapping[str, Any]) -> bytes:
    return b"data: " + _dump(value) + b"\n\n"


def _dump(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value).encode()
