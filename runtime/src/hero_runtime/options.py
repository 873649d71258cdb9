"""Hold the options of a client, and make changed copies of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, TypedDict, get_args

from hero_runtime.transports.base import Timeout

if TYPE_CHECKING:
    from hero_runtime.hooks import Hooks
    from hero_runtime.retry import Retry

OnMismatch = Literal["raise", "warn", "accept"]
"""What to do with a result that does not have the type that the document declares."""

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"


class Changes(TypedDict, total=False):
    """Name what `with_options` takes; what is left out stays as it is."""

    timeout: float | Timeout
    """Limits of a call; a number limits the whole call, in seconds."""
    headers: Mapping[str, str]
    """Added to those of the client, or replacing them by name."""
    retry: "Retry | None"
    """When to send a request again; `None` is never, as it is without it."""
    idempotency_key: str
    """Sent as the header `Idempotency-Key`: give each call of yours its own."""
    on_mismatch: OnMismatch
    """`raise` an error, `warn` once per method and accept, or `accept`: a result
    that does not have its type is then built as far as it fits."""
    hooks: "Hooks | None"
    """Functions that see each call; `None` is none, as it is without them."""


class Options:
    """Hold what applies to every call of a client; never changed once it is made.

    No dataclass: importing a client would take a millisecond longer.
    """

    __slots__ = ("timeout", "headers", "retry", "on_mismatch", "hooks")

    def __init__(
        self,
        timeout: Timeout = Timeout(),
        headers: Mapping[str, str] | None = None,
        retry: "Retry | None" = None,
        on_mismatch: OnMismatch = "raise",
        hooks: "Hooks | None" = None,
    ) -> None:
        self.timeout: Final = timeout
        self.headers: Final[Mapping[str, str]] = headers or {}
        self.retry: Final = retry
        self.on_mismatch: Final[OnMismatch] = on_mismatch
        self.hooks: Final = hooks


def change_options(options: Options, changes: Changes) -> Options:
    """Return options with changes; raise `ValueError` for what cannot be used."""
    added = dict(changes.get("headers", {}))
    if "idempotency_key" in changes:
        added[IDEMPOTENCY_HEADER] = changes["idempotency_key"]
    headers = _merge_headers(options.headers, added) if added else options.headers
    return Options(
        Timeout.of(changes.get("timeout", options.timeout)),
        headers,
        changes.get("retry", options.retry),
        _verify(changes.get("on_mismatch", options.on_mismatch)),
        changes.get("hooks", options.hooks),
    )


def _verify(on_mismatch: OnMismatch) -> OnMismatch:
    if on_mismatch not in get_args(OnMismatch):
        raise ValueError(
            f"on_mismatch={on_mismatch!r}: give 'raise', 'warn' or 'accept'"
        )
    return on_mismatch


def _merge_headers(
    headers: Mapping[str, str], added: Mapping[str, str]
) -> Mapping[str, str]:
    """Return headers with others added; names differ in more than case."""
    from hero_runtime.transports.headers import verify_headers

    verify_headers(added)
    replaced = {name.lower() for name in added}
    kept = {name: headers[name] for name in headers if name.lower() not in replaced}
    return {**kept, **added}
