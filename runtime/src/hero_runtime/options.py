"""Hold the options of a client, and make changed copies of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

from hero_runtime.transports.base import Timeout


class Changes(TypedDict, total=False):
    """Name what `with_options` takes; what is left out stays as it is."""

    timeout: float | Timeout
    """Limits of a call; a number limits the whole call, in seconds."""
    headers: Mapping[str, str]
    """Added to those of the client, or replacing them by name."""


@dataclass(frozen=True, slots=True)
class Options:
    """Hold what applies to every call of a client."""

    timeout: Timeout = Timeout()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def change_options(options: Options, changes: Changes) -> Options:
    """Return options with changes; raise `ValueError` for what cannot be used."""
    changed = options
    if "timeout" in changes:
        changed = replace(changed, timeout=Timeout.of(changes["timeout"]))
    if changes.get("headers"):
        headers = _merge_headers(options.headers, changes["headers"])
        changed = replace(changed, headers=headers)
    return changed


def _merge_headers(
    headers: Mapping[str, str], added: Mapping[str, str]
) -> Mapping[str, str]:
    """Return headers with others added; names differ in more than case."""
    from hero_runtime.transports.headers import verify_headers

    verify_headers(added)
    replaced = {name.lower() for name in added}
    kept = {name: headers[name] for name in headers if name.lower() not in replaced}
    return {**kept, **added}
