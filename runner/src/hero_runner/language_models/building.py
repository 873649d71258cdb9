"""Build a route from its settings."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hero_runner.language_models.prices import Prices
from hero_runner.language_models.routes import Limits, Route, RouteProblem, Setting
from hero_runner.language_models.settings import ADDRESS, ENDPOINT, PRICES

_SAME_NAME = (
    *("provider", "url", "socket", "model", "api_key_variable", "temperature"),
    *("seed", "max_tokens", "stop", "stream", "attempts"),
)


def layer_over(
    below: Mapping[str, Setting], above: Mapping[str, Setting]
) -> dict[str, Setting]:
    """Put settings over others.

    Another address brings its own key, model and prices, another model its own
    prices: a key is never sent to an address it was not given for.
    """
    hidden: frozenset[str] = frozenset()
    if ADDRESS & above.keys():
        hidden = ENDPOINT
    elif "model" in above:
        hidden = PRICES
    kept = {name: setting for name, setting in below.items() if name not in hidden}
    return kept | dict(above)


def build_route(
    name: str, settings: Mapping[str, Setting], where: str
) -> tuple[Route | None, list[RouteProblem]]:
    """Build a route, or say what its settings lack."""
    values: dict[str, Any] = {key: setting.value for key, setting in settings.items()}
    problems = _find_lacking(name, values, where)
    if problems:
        return None, problems
    given = {key: values[key] for key in _SAME_NAME if key in values}
    fallbacks = tuple(item for item in values.get("fallbacks", ()) if item != name)
    route = Route(
        name=name,
        **given,
        limits=_build_limits(values),
        prices=_build_prices(values),
        fallbacks=fallbacks,
        settings=dict(settings),
    )
    return route, []


def _build_limits(values: Mapping[str, Any]) -> Limits:
    names = ("connect", "read", "total")
    given = {name: f"{name}_timeout" for name in names if f"{name}_timeout" in values}
    return Limits(**{name: values[setting] for name, setting in given.items()})


def _build_prices(values: Mapping[str, Any]) -> Prices | None:
    if "prompt_price" not in values:
        return None
    cached: Decimal | None = values.get("cached_price")
    return Prices(values["prompt_price"], values["completion_price"], cached)


def _find_lacking(
    name: str, values: Mapping[str, Any], where: str
) -> list[RouteProblem]:
    place = f"[{name}] of {where}"
    is_broker = values.get("provider") == "hero_aibroker"
    problems = []
    if not is_broker and not {"url", "socket"} & values.keys():
        hint = 'Give url = "https://host/v1", a socket, or provider = "hero_aibroker".'
        problems.append(RouteProblem(place, "says nobody to ask", hint))
    if is_broker and "url" in values:
        hint = 'Remove url or give provider = "openai"; a socket is found by itself.'
        problems.append(RouteProblem(place, "hero_aibroker takes no url", hint))
    if "model" not in values:
        hint = "Give model; a route with an address of its own inherits none."
        problems.append(RouteProblem(place, "names no model", hint))
    both = {"prompt_price", "completion_price"}
    if PRICES & values.keys() and not both <= values.keys():
        hint = "Give prompt_price and completion_price, per million tokens."
        problems.append(RouteProblem(place, "has only some of its prices", hint))
    return problems
