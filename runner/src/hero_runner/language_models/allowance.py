"""Hold back requests to language models where the environment says so.

With `HERO_MODEL_REQUESTS=none` nothing is sent to any language model; otherwise its
value is the addresses that may be asked, with commas between them. The tests of this
repository run that way: a forgotten configuration cannot cost anything.
"""

from collections.abc import Mapping

from hero_runner.language_models.errors import RequestsDenied
from hero_runner.language_models.reading import REQUESTS_VARIABLE
from hero_runner.language_models.routes import Route


def verify_allowed(route: Route, environment: Mapping[str, str]) -> None:
    """Raise `RequestsDenied` when the route's address may not be asked."""
    allowed = environment.get(REQUESTS_VARIABLE, "all")
    if allowed in ("", "all") or route.address in allowed.split(","):
        return
    raise RequestsDenied(
        f"{REQUESTS_VARIABLE}={allowed} does not allow requests to {route.address}",
        f"Unset {REQUESTS_VARIABLE}, or add this address to it.",
    )
