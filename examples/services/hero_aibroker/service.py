"""Tie the methods to the upstream or the recording that answers them."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from hero_service.cached import Normalise
from hero_service.description import Call
from hero_service.stand_in import StandIn
from pjrpc.server.exceptions import InvalidParamsError, JsonRpcError

from hero_aibroker.errors import NOT_FOUND
from hero_aibroker.recording import Recorder, RecordingError, read_recording
from hero_aibroker.upstream import Upstream

URL_VARIABLE = "HERO_AIBROKER_UPSTREAM_URL"
SOCKET_VARIABLE = "HERO_AIBROKER_UPSTREAM_SOCKET"
KEY_VARIABLE = "HERO_AIBROKER_UPSTREAM_KEY"


class Answerer(Protocol):
    """Whatever answers chats."""

    @property
    def name(self) -> str:
        """Return the name that answers carry as their provider."""
        ...

    def chat(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a chat request."""
        ...

    def list_models(self) -> list[str]:
        """List the models that can be asked for."""
        ...


def chat(call: Call[Answerer], request: dict[str, Any]) -> dict[str, Any]:
    """Answer a conversation."""
    return call.store.chat(request)


def list_models(call: Call[Answerer], kind: str | None) -> list[dict[str, Any]]:
    """List the models; nothing is known of them but that they chat."""
    if kind not in (None, "chat"):
        return []
    return [{"id": name, "kind": "chat"} for name in call.store.list_models()]


def get_model(call: Call[Answerer], id: str) -> dict[str, Any]:
    """Get one model; its prices are not known here."""
    if id not in call.store.list_models():
        raise JsonRpcError(code=NOT_FOUND, message=f"Model not found: {id[:100]!r}")
    return {"id": id, "kind": "chat", "providers": [call.store.name]}


def list_providers(call: Call[Answerer]) -> list[dict[str, Any]]:
    """List the one provider."""
    return [{"name": call.store.name, "enabled": True}]


def choose_shape(options: argparse.Namespace) -> Mapping[str, Normalise]:
    """Choose which shapes of the parameters of `ai.chat` are taken.

    The document wants the fields of the request below `request`; the real service
    wants them as the params themselves.
    """
    shapes = {"either": accept_either, "flat": accept_flat}
    return {"ai.chat": shapes[options.params]} if options.params in shapes else {}


def accept_either(params: dict[str, Any]) -> dict[str, Any]:
    """Accept both shapes."""
    return params if list(params) == ["request"] else accept_flat(params)


def accept_flat(params: dict[str, Any]) -> dict[str, Any]:
    """Accept the fields of the request as the params only."""
    if not isinstance(params.get("model"), str):
        raise InvalidParamsError("'model' parameter required")
    return {"request": params}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add where answers come from."""
    parser.add_argument(
        "--url",
        default=os.environ.get(URL_VARIABLE),
        help=f"forward to this OpenAI-compatible base URL (default: ${URL_VARIABLE});"
        f" a key comes from ${KEY_VARIABLE}",
    )
    parser.add_argument(
        "--upstream-socket",
        type=Path,
        default=os.environ.get(SOCKET_VARIABLE),
        help=f"forward over this Unix socket (default: ${SOCKET_VARIABLE})",
    )
    parser.add_argument(
        "--params",
        choices=("either", "flat", "wrapped"),
        default="either",
        help="shape of the params of ai.chat that is taken (default: %(default)s)",
    )
    parser.add_argument(
        "--recording", type=Path, help="answer from this recording; ask nobody"
    )
    parser.add_argument(
        "--record", type=Path, help="write what is forwarded to this recording"
    )


@contextmanager
def open_answerer(options: argparse.Namespace) -> Iterator[Answerer]:
    """Give what answers; say on stderr when it is a recording."""
    if options.recording is None:
        yield open_upstream(options)
        return
    try:
        recording = read_recording(options.recording)
    except RecordingError as error:
        raise SystemExit(f"hero_aibroker: {error}") from error
    notice = f"hero_aibroker plays {recording.name}"
    print(notice, file=sys.stderr, flush=True)
    yield recording


def open_upstream(options: argparse.Namespace) -> Answerer:
    """Return the upstream, recorded if that is wanted."""
    if options.url is None and options.upstream_socket is None:
        raise SystemExit(
            "hero_aibroker: nobody to ask. Give --url or --upstream-socket of an"
            " OpenAI-compatible endpoint, or a --recording to play."
        )
    url = options.url.rstrip("/") if options.url else None
    upstream = Upstream(url, options.upstream_socket, os.environ.get(KEY_VARIABLE))
    return Recorder(options.record, upstream) if options.record else upstream


METHODS: dict[str, Callable[..., Any]] = {
    "ai.chat": chat,
    "models.list": list_models,
    "models.catalog.get": get_model,
    "providers.list": list_providers,
}
STAND_IN: StandIn[Answerer] = StandIn(
    name="hero_aibroker",
    methods=METHODS,
    open_store=open_answerer,
    add_options=add_options,
    normalise=choose_shape,
)
