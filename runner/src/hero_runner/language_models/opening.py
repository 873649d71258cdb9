"""Give the language model of a role, and list what an endpoint offers."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from hero_runner.language_models.allowance import verify_allowed
from hero_runner.language_models.chat import LanguageModel
from hero_runner.language_models.errors import NoLanguageModel
from hero_runner.language_models.httpx_import import import_httpx
from hero_runner.language_models.reading import FILE_VARIABLE
from hero_runner.language_models.routes import Role, Route, Routes

if TYPE_CHECKING:
    from hero_runner.language_models.aibroker_endpoint import AibrokerEndpoint
    from hero_runner.language_models.openai_endpoint import OpenAIEndpoint

_INSTALL: Final = "Install it: pip install 'hero-runner[agent]'"


def language_model_for(role: Role, routes: Routes) -> LanguageModel:
    """Return the language model of a role, with its fallbacks.

    Raises `NoLanguageModel` when the role has no route or the routes have problems;
    nothing is sent before the first request.
    """
    verify_routes(routes)
    chain = routes.chain(role)
    if not chain:
        upper = role.upper()
        raise NoLanguageModel(
            f"no language model is configured for the role {role}",
            f'Put [default] with url = "..." and model = "..." into {routes.file} (or '
            f"the file that {FILE_VARIABLE} names), or set HERO_MODEL_DEFAULT_URL and "
            f"HERO_MODEL_DEFAULT_MODEL; HERO_MODEL_{upper}_* is for this role alone. "
            "docs/language-models.md says more.",
        )
    return _build_model(chain, routes)


def list_models(route: Route, routes: Routes) -> tuple[str, ...]:
    """Fetch the names of the models that the endpoint of a route offers."""
    verify_allowed(route, os.environ)
    return _open(route, routes).list_models()


def verify_routes(routes: Routes) -> None:
    """Raise `NoLanguageModel` with all problems of the routes, if there are any."""
    if routes.problems:
        lines = "\n".join(str(problem) for problem in routes.problems[:20])
        raise NoLanguageModel(
            f"the configuration of language models has problems:\n{lines}",
            "Correct them; `hero-runner models` shows what is read.",
        )


def _build_model(chain: tuple[Route, ...], routes: Routes) -> LanguageModel:
    endpoints = [_open(route, routes) for route in chain]
    from hero_runner.language_models.routed import FallbackModel, RoutedModel

    models = [
        RoutedModel(route, endpoint, _verifier(route))
        for route, endpoint in zip(chain, endpoints, strict=True)
    ]
    return FallbackModel(tuple(models))


def _verifier(route: Route) -> Callable[[], None]:
    return lambda: verify_allowed(route, os.environ)


def _open(route: Route, routes: Routes) -> "OpenAIEndpoint | AibrokerEndpoint":
    """Import what talks to the endpoint, and nothing else.

    Raises `NoLanguageModel` when a part is not installed or the key is not set.
    """
    key = _find_key(route, routes)
    kind = (
        "aibroker_endpoint" if route.provider == "hero_aibroker" else "openai_endpoint"
    )
    try:
        if route.provider != "hero_aibroker":
            import_httpx()
        module = import_module(f"hero_runner.language_models.{kind}")
        import_module("tenacity")
    except ModuleNotFoundError as error:
        text = f"asking language models needs the module {error.name}"
        raise NoLanguageModel(text, _INSTALL) from error
    if route.provider == "hero_aibroker":
        broker: AibrokerEndpoint = module.AibrokerEndpoint(route)
        return broker
    endpoint: OpenAIEndpoint = module.OpenAIEndpoint(route, key)
    return endpoint


def _find_key(route: Route, routes: Routes) -> str | None:
    variable = route.api_key_variable
    if variable is None:
        return None
    key = routes.keys.get(variable)
    if key is None:
        raise NoLanguageModel(
            f"the route {route.name} takes its key from {variable}, which is not set",
            f"Set {variable}, or remove api_key_variable from the route.",
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise NoLanguageModel(
            f"the value of {variable} cannot be a key: it holds spaces, line ends or "
            "other characters that a header does not take",
            f"Set {variable} to the key alone.",
        )
    return key
