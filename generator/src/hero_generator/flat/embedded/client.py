"""Call the methods of a service by JSON-RPC 2.0."""

from __future__ import annotations

import builtins
import collections.abc
import itertools
import json
import os
import typing
from typing import Any, ClassVar, Final, Self

from hero_generator.flat.embedded.connection import (
    _exchange,
    _find_target,
    _parse_target,
    _verify_headers,
)
from hero_generator.flat.embedded.errors import (
    HeroError,
    ProtocolError,
    RemoteError,
    ValidationError,
    _shown,
)
from hero_generator.flat.embedded.values import OMIT, _decode, _encode

_ResultT = typing.TypeVar("_ResultT")
_ERRORS: Final[dict[int, type[RemoteError]]] = {}


class _Method(typing.Generic[_ResultT]):
    """Hold how one method looks on the wire."""

    def __init__(
        self,
        name: str,
        result: Any,
        parameters: dict[str, Any],
        *,
        omit_none: tuple[str, ...] = (),
        by_position: bool = False,
        sole_object: bool = False,
    ) -> None:
        self.name = name
        self.result = result
        self.parameters = parameters
        self.omit_none = omit_none
        self.by_position = by_position
        self.sole_object = sole_object

    def encode(self, arguments: tuple[object, ...]) -> dict[str, Any]:
        """Return the JSON values of the arguments that are sent, by wire name."""
        encoded: dict[str, Any] = {}
        for name, argument in zip(self.parameters, arguments, strict=True):
            if argument is OMIT or (argument is None and name in self.omit_none):
                continue
            encoded[name] = _encode(argument)
            _decode(self.parameters[name], encoded[name], name)
        return encoded

    def arrange(self, values: dict[str, Any]) -> Any:
        """Return `params` in the form the method takes; `None` for none at all."""
        if self.sole_object:
            return next(iter(values.values()), {})
        if self.by_position and self.parameters:
            names = list(self.parameters)
            end = max((names.index(name) + 1 for name in values), default=0)
            return [values.get(name) for name in names[:end]]
        return values if self.parameters else None


class Client:
    """Hold where the service is and what applies to every call.

    `target` is a socket path, `unix:/path`, `http+unix://%2Fpath` or an http(s) URL;
    without one the service is looked for at each call. `timeout` limits a whole call,
    in seconds. Every call has a connection of its own, so threads may share a client.
    """

    _sockets: ClassVar[tuple[str, ...]] = ()
    _servers: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        target: str | os.PathLike[str] | None = None,
        *,
        timeout: float = 60.0,
        headers: collections.abc.Mapping[str, str] | None = None,
    ) -> None:
        if not 0 < timeout <= 31_536_000:
            raise builtins.ValueError(f"timeout={timeout!r}: give seconds above 0")
        _verify_headers(headers or {})
        self._address = None if target is None else _parse_target(target)
        self._timeout = timeout
        self._headers = dict(headers or {})
        self._ids = itertools.count(1)

    def close(self) -> None:
        """Do nothing: no connection outlives its call."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(self, method: _Method[_ResultT], *arguments: object) -> _ResultT:
        """Call a method with arguments in the order of its parameters."""
        request_id = next(self._ids)
        try:
            status, body = self._send(method, arguments, {"id": request_id})
            answer = _parse_answer(status, body)
            if answer.get("error") is not None:
                raise _build_error(answer["error"])
            received_id = answer.get("id")
            if isinstance(received_id, bool) or received_id != request_id:
                raise ProtocolError("the answer belongs to another request")
            if not (200 <= status < 300 and "result" in answer):
                raise ProtocolError(f"HTTP status {status} without a result or error")
            result: _ResultT = _decode(method.result, answer["result"], "result")
        except HeroError as problem:
            problem.method = method.name
            raise
        return result

    def _notify(self, method: _Method[None], *arguments: object) -> None:
        """Send a notification: the service answers nothing but its receipt."""
        try:
            status, body = self._send(method, arguments, {})
            if body.strip() or not 200 <= status < 300:
                answer = _parse_answer(status, body)
                if answer.get("error") is not None:
                    raise _build_error(answer["error"])
        except HeroError as problem:
            problem.method = method.name
            raise

    def _send(
        self, method: _Method[Any], arguments: tuple[object, ...], more: dict[str, Any]
    ) -> tuple[int, bytes]:
        request = {"jsonrpc": "2.0", "method": method.name}
        params = method.arrange(method.encode(arguments))
        request |= more if params is None else {"params": params, **more}
        try:
            body = json.dumps(request, allow_nan=False).encode()
        except (builtins.ValueError, builtins.TypeError) as problem:
            text = f"the arguments cannot be written as JSON: {problem}"
            raise ValidationError(text) from problem
        address = self._address
        if address is None:
            address = _parse_target(_find_target(self._sockets, self._servers))
        return _exchange(address, body, self._headers, self._timeout)


def _parse_answer(status: int, body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body, parse_constant=_refuse_constant)
    except (builtins.ValueError, builtins.RecursionError) as problem:
        text = f"the answer is not JSON (HTTP status {status}): {_shown(body)}"
        raise ProtocolError(text) from problem
    if not isinstance(answer, dict) or answer.get("jsonrpc") != "2.0":
        text = (
            f"the answer is not JSON-RPC 2.0 (HTTP status {status}): {_shown(answer)}"
        )
        raise ProtocolError(text)
    return answer


def _refuse_constant(name: str) -> Any:
    raise builtins.ValueError(f"{name} is not a JSON number")


def _build_error(error: Any) -> HeroError:
    """Return the declared class of an error object."""
    match error:
        case {"code": bool()}:
            pass
        case {"code": int(code), "message": str(message), **rest}:
            kind = _ERRORS.get(code, RemoteError)
            return kind(message, code, rest.get("data"))
    return ProtocolError(f"the answer has no proper error object: {_shown(error)}")
