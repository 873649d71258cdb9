"""Choose who answers for the language model: a configured one, or a recording."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hero_aibroker_client.methods import SERVICE
from hero_runner.language_models.reading import REQUESTS_VARIABLE, read_routes
from hero_runner.language_models.routes import ROLES, Routes
from hero_runtime.sockets import is_socket, resolve_target

RECORDING: Final = Path(__file__).with_name("recording.jsonl")


class WrongRoutes(Exception):
    """Say what is wrong with the routes that are configured."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Say who answers, and what makes the runner ask there."""

    is_live: bool
    description: str
    environment: Mapping[str, str]


def choose_answering(environ: Mapping[str, str], sockets: Path) -> Answering:
    """Return the configured language models, or the recording where there are none.

    `sockets` is the folder where the demonstration looks for services. Raises
    `WrongRoutes`.
    """
    routes = read_routes(None, environ)
    if routes.problems:
        raise WrongRoutes("\n".join(map(str, routes.problems)))
    if not any(routes.chain(role) for role in ROLES):
        return _play_recording(environ)
    if _asks_aibroker(routes):
        _link_aibroker(environ, sockets)
    return Answering(True, _describe(routes), environ)


def _play_recording(environ: Mapping[str, str]) -> Answering:
    kept = {k: v for k, v in environ.items() if k != REQUESTS_VARIABLE}
    asked = {
        "HERO_MODEL_DEFAULT_PROVIDER": "hero_aibroker",
        "HERO_MODEL_DEFAULT_MODEL": "recording",
    }
    text = (
        "a RECORDING: no language model is configured, so none is asked. The answers\n"
        "  were written by a person, and come through the hero_aibroker stand-in. For a\n"
        "  live one set HERO_MODEL_DEFAULT_URL and HERO_MODEL_DEFAULT_MODEL\n"
        "  (docs/language-models.md)."
    )
    return Answering(False, text, kept | asked)


def _describe(routes: Routes) -> str:
    lines = ["live language models, as configured:"]
    for role in ROLES:
        shown = [f"{one.model} at {one.address}" for one in routes.chain(role)]
        lines.append(f"  {role}: {', then '.join(shown) or 'none'}")
    return "\n".join(lines)


def _asks_aibroker(routes: Routes) -> bool:
    chains = (route for role in ROLES for route in routes.chain(role))
    return any(one.provider == "hero_aibroker" and not one.socket for one in chains)


def _link_aibroker(environ: Mapping[str, str], sockets: Path) -> None:
    """Let the real hero_aibroker be found beside the services of the demonstration."""
    home = os.path.expanduser("~")
    target = resolve_target(SERVICE, environ, home, is_socket)
    link = sockets / SERVICE.name / "rpc.sock"
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
