"""Write the request of one call, and read the answer or raise its error.

Apart from the clients, so that constructing one imports none of this. What
happens between writing and reading is theirs: here nothing waits.
"""

from types import TracebackType
from typing import Generic, cast

from hero_runtime.errors import HeroError
from hero_runtime.json_rpc import (
    Failure,
    Success,
    build_notification,
    build_request,
    parse_notification_reply,
    parse_reply,
)
from hero_runtime.options import OnMismatch
from hero_runtime.parameters import Params, arrange_params, select_arguments
from hero_runtime.remote import build_remote_error
from hero_runtime.service import Method, ResultT, Service
from hero_runtime.transports.base import Reply


class Call(Generic[ResultT]):
    """Hold one call; as a context, it adds to errors where they happened."""

    __slots__ = ("service", "method", "arguments", "request_id")

    def __init__(
        self,
        service: Service,
        method: Method[ResultT],
        arguments: tuple[object, ...],
        request_id: int,
    ) -> None:
        self.service = service
        self.method = method
        self.arguments = arguments
        self.request_id = request_id

    def __enter__(self) -> "Call[ResultT]":
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, HeroError):
            error.service = error.service or self.service.name
            error.method = error.method or self.method.name

    def write(self) -> bytes:
        """Return the body of the request."""
        params = self._encode()
        if self.method.notification:
            return build_notification(self.method.name, params)
        return build_request(self.request_id, self.method.name, params)

    def read(self, reply: Reply, on_mismatch: OnMismatch) -> ResultT:
        """Return the typed result in an answer, or raise the error in it."""
        plain = self._read_plain(reply.body) if reply.status == 200 else None
        if plain is not None:
            return cast(ResultT, plain[0])
        return self.read_answer(parse_reply(reply, self.request_id), on_mismatch)

    def read_answer(
        self, answer: Success | Failure, on_mismatch: OnMismatch
    ) -> ResultT:
        """Return the typed result of a parsed answer, or raise its error."""
        # The codec imports pydantic, which only values need.
        from hero_runtime.codec import codec_of

        if isinstance(answer, Failure):
            raise build_remote_error(self.service.package, answer)
        codec = codec_of(self.service.package)
        result = codec.decode(self.method.name, answer.result, on_mismatch)
        return cast(ResultT, result)

    def read_receipt(self, reply: Reply) -> None:
        """Raise the error that a service answered to a notification, if any."""
        failure = parse_notification_reply(reply)
        if failure is not None:
            raise build_remote_error(self.service.package, failure)

    def _read_plain(self, body: bytes) -> tuple[object] | None:
        """Return the result of an answer that needs no care, if it is one."""
        from hero_runtime.codec import codec_of

        codec = codec_of(self.service.package)
        return codec.decode_answer(self.method.name, body, self.request_id)

    def _encode(self) -> Params:
        selected = select_arguments(self.method, self.arguments)
        if not selected:
            return arrange_params(self.method, selected)
        from hero_runtime.codec import codec_of

        values = codec_of(self.service.package).encode(self.method.name, selected)
        return arrange_params(self.method, values)
