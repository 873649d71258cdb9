"""The errors of a call, as one tree.

    HeroError
    ├── TransportError           the exchange of bytes failed
    │   ├── ConnectionFailed     no connection: nothing was sent
    │   ├── TimedOut             a time limit passed: see `phase` and `sent`
    │   └── ConnectionLost       cut after sending: the call may have run
    ├── ProtocolError            the answer is not HTTP with JSON-RPC 2.0
    │   └── AnswerTooLarge       it has more bytes than are read
    ├── RemoteError              the service answered with an error
    ├── ValidationError          a value does not have its declared type
    │   ├── ParameterError       before sending
    │   └── ResultError          after receiving
    ├── InterfaceMismatch        generated package and runtime do not fit
    └── DependencyMissing        an extra of hero-runtime is not installed

Generated packages derive their own errors from `RemoteError`.
"""

import reprlib
from typing import ClassVar, Final, Literal, Self

RECEIVED_LIMIT: Final = 2048
"""Most characters of a remote text that an error shows or keeps as received."""

Phase = Literal["connect", "read", "total"]


class HeroError(Exception):
    """Any failure of a call; catch this to catch them all."""

    _hint: ClassVar[str] = "See the message above for the cause."

    def __init__(
        self, message: str, *, service: str = "", method: str = "", hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.service = service
        self.method = method
        self.hint = hint or self._hint

    def __str__(self) -> str:
        place = " ".join(part for part in (self.service, self.method) if part)
        text = self._text()
        return f"{place}: {text}\n{self.hint}" if place else f"{text}\n{self.hint}"

    def _text(self) -> str:
        return self.message


class TransportError(HeroError):
    """The request or its answer did not get through.

    `sent` says whether any of the request may have reached the service: only
    when it is false is it certain that the call did not run.
    """

    sent: bool = True
    _hint = "Check that the service is running and that its address is right."


class ConnectionFailed(TransportError):
    """No connection could be made; nothing was sent."""

    sent = False
    _hint = "Start the service, or pass the address it listens on to the client."


class TimedOut(TransportError):
    """A limit of `Timeout` passed; `phase` is the name of that limit."""

    _hint = "Give the client a larger timeout, or look at why the service is slow."

    def __init__(
        self,
        message: str,
        *,
        phase: Phase = "total",
        sent: bool = True,
        service: str = "",
        method: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, service=service, method=method, hint=hint)
        self.phase: Phase = phase
        self.sent = sent


class ConnectionLost(TransportError):
    """The connection broke after the request was sent; the call may have run."""

    _hint = (
        "The call may have run: read the state of the service before calling "
        "again, and see its log for a crash."
    )


class ProtocolError(HeroError):
    """The answer breaks HTTP or JSON-RPC 2.0; `received` is its beginning."""

    _hint = "Check that the address belongs to a JSON-RPC service, and its version."

    def __init__(
        self,
        message: str,
        *,
        received: bytes | str = "",
        service: str = "",
        method: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, service=service, method=method, hint=hint)
        self.received = _cut(received)

    def _text(self) -> str:
        if not self.received:
            return self.message
        return f"{self.message}; received: {escape(self.received)}"


class AnswerTooLarge(ProtocolError):
    """The answer has more bytes than are read of one."""


class RemoteError(HeroError):
    """The service answered with a JSON-RPC error object.

    Generated subclasses declare their `code` as a class attribute. On an
    instance `code` is the code that was received. `message` and `data` are
    kept as received; only the text of the error is escaped and cut.
    """

    code: ClassVar[int | None] = None

    def __init__(
        self,
        message: str,
        *,
        code: int | None = None,
        data: object = None,
        service: str = "",
        method: str = "",
        hint: str = "",
    ) -> None:
        received = self.code if code is None else code
        hint = hint or _CODE_HINTS.get(received, _REMOTE_HINT)
        super().__init__(message, service=service, method=method, hint=hint)
        # The instance's value shadows the class's declaration, which type
        # checkers only allow to be written this way.
        vars(self)["code"] = received
        self.data = data

    def _text(self) -> str:
        text = f"error {self.code}: {escape(self.message)}"
        if self.data is None:
            return text
        return f"{text}; data: {escape(_bounded_repr(self.data))}"


class ValidationError(HeroError):
    """A value does not have the type that the document declares.

    `field` is the path of the first wrong value, such as `data.authors[0].name`.
    """

    def __init__(
        self,
        message: str,
        *,
        field: str = "",
        service: str = "",
        method: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, service=service, method=method, hint=hint)
        self.field = field


class ParameterError(ValidationError):
    """An argument does not have the declared type; nothing was sent."""

    _hint = "Correct the argument: the method's signature shows the type it takes."


class ResultError(ValidationError):
    """The result does not have the declared type; the call has run."""

    _hint = (
        "The service and the document this client was generated from differ: "
        "generate the client again from the service's current document."
    )


class MismatchWarning(UserWarning):
    """A result does not have the declared type, and is accepted all the same."""


class DriftWarning(UserWarning):
    """A service shows another document than its installed client was made from."""


class InterfaceMismatch(HeroError):
    """A generated package and this runtime do not fit together."""

    _hint = "Upgrade hero-runtime and the generated package together."


class DependencyMissing(HeroError):
    """A part of the runtime needs a distribution that is not installed."""

    @classmethod
    def build(cls, error: ModuleNotFoundError, extra: str) -> Self:
        """Return the error for a failed import, naming the extra to install."""
        return cls(
            f"this needs the module {error.name}, which is not installed",
            hint=f"Install it: pip install 'hero-runtime[{extra}]'",
        )


_REMOTE_HINT: Final = (
    "The service refused the call or failed in it: act on the code and message."
)
_CODE_HINTS: Final[dict[int | None, str]] = {
    -32700: "The service could not read the request: see its log.",
    -32600: "The service takes other requests than JSON-RPC 2.0: check the address.",
    -32601: (
        "The service has no such method: it is older or newer than the document "
        "this client was generated from."
    ),
    -32602: "The service refused the parameters: compare them with its document.",
    -32603: "The service failed inside the call: see its log.",
}


def escape(text: str) -> str:
    """Return a remote text cut to `RECEIVED_LIMIT`, control characters escaped."""
    shown = "".join(map(_escape_character, text[:RECEIVED_LIMIT]))
    return shown if len(text) <= RECEIVED_LIMIT else f"{shown}… (cut)"


def _escape_character(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")


def _cut(received: bytes | str) -> str:
    if isinstance(received, str):
        return received[:RECEIVED_LIMIT]
    return received[:RECEIVED_LIMIT].decode("utf-8", "replace")


def _bounded_repr(data: object) -> str:
    shown = reprlib.Repr()
    shown.maxlevel = 5
    shown.maxdict = shown.maxlist = 20
    shown.maxstring = shown.maxother = shown.maxlong = 500
    return shown.repr(data)
