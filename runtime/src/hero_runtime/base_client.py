"""Hold what the synchronous and the asynchronous client have in common.

What only a call needs is imported by the first call: constructing a client is
cheap.
"""

from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, ClassVar, Self, Unpack

from hero_runtime.options import Changes, Options, change_options
from hero_runtime.service import Method, ResultT, Service, verify_interface
from hero_runtime.transports.base import Timeout

if TYPE_CHECKING:
    from hero_runtime.call import Call


class BaseClient:
    """Hold the service, the options and the ids of requests."""

    _service: ClassVar[Service]

    def __init__(
        self, timeout: float | Timeout, headers: Mapping[str, str] | None
    ) -> None:
        verify_interface(self._service)
        changes: Changes = {"timeout": timeout, "headers": headers or {}}
        self._options = change_options(Options(), changes)
        self._request_ids = count(1)

    def with_options(self, **changes: Unpack[Changes]) -> Self:
        """Return a copy with other options that shares the connection.

        Raises `ValueError` for an option that cannot be used.
        """
        copy = object.__new__(type(self))
        vars(copy).update(vars(self))
        copy._options = change_options(self._options, changes)
        return copy

    def _begin(
        self, method: Method[ResultT], arguments: tuple[object, ...]
    ) -> "Call[ResultT]":
        request_id = 0 if method.notification else next(self._request_ids)
        if (hooks := self._options.hooks) is not None:
            from hero_runtime.hooks import ObservedCall

            return ObservedCall(self._service, method, arguments, request_id, hooks)
        from hero_runtime.call import Call

        return Call(self._service, method, arguments, request_id)


def refuse_both(target: object, transport: object) -> None:
    """Raise `ValueError` when a client is given an address and a transport."""
    if target is not None and transport is not None:
        raise ValueError("target and transport are both given: pass one of them")
