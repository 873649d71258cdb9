"""Hold the options of a client, and make changed copies of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Options:
    """Hold what applies to every call of a client."""

    timeout: Timeout = Timeout()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    retry: "Retry | None" = None
    on_mismatch: OnMismatch = "raise"
    hooks: "Hooks | None" = None


def change_options(options: Options, changes: Changes) -> Options:
    """Return options with changes; raise `ValueError` for what cannot be used."""
    changed = options
    if "timeout" in changes:
        changed = replace(changed, timeout=Timeout.of(changes["timeout"]))
    if "retry" in changes:
        changed = replace(changed, retry=changes["retry"])
    if "hooks" in changes:
        changed = replace(changed, hooks=changes["hooks"])
    if "on_mismatch" in changes:
        changed = replace(changed, on_mismatch=_verify(changes["on_mismatch"]))
    added = dict(changes.get("headers", {}))
    if "idempotency_key" in changes:
        added[IDEMPOTENCY_HEADER] = changes["idempotency_key"]
    if added:
        changed = replace(changed, headers=_merge_headers(options.headers, added))
    return changed


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
