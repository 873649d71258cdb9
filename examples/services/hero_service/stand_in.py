"""Run a stand-in for a service of others, from its cached document."""

import argparse
import asyncio
import functools
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from pjrpc.server import MethodRegistry

from hero_service.cached import Normalise, RequestChecker, read_cached_document
from hero_service.cli import serve
from hero_service.description import Call, ServiceDescription, StoreType
from hero_service.dispatch import RpcEndpoint
from hero_service.paths import resolve_socket
from hero_service.routes import build_application


@dataclass(frozen=True, slots=True)
class StandIn(Generic[StoreType]):
    """Tie the methods of a document to functions of a call and their parameters."""

    name: str
    methods: Mapping[str, Callable[..., Any]]
    open_store: Callable[[argparse.Namespace], AbstractContextManager[StoreType]]
    """Raises SystemExit with a message for options that cannot be used."""
    add_options: Callable[[argparse.ArgumentParser], None]
    normalise: Callable[[argparse.Namespace], Mapping[str, Normalise]] = lambda _: {}
    """Changes parameters before they are checked, by method."""


def run_stand_in(stand_in: StandIn[StoreType], arguments: Sequence[str]) -> int:
    """Serve until SIGTERM or SIGINT; return the exit code."""
    document = read_cached_document(stand_in.name, stand_in.methods)
    description = ServiceDescription(
        name=stand_in.name,
        title=document["info"]["title"],
        version=document["info"]["version"],
        description=document["info"]["description"],
    )
    options = parse_options(stand_in, description)(arguments)
    checker = RequestChecker(document, stand_in.normalise(options))
    with stand_in.open_store(options) as store:
        endpoint = RpcEndpoint(
            description,
            build_registry(stand_in.methods),
            store,
            document,
            checker.check,
        )
        application = build_application(description, endpoint)
        return serve(stand_in.name, application, options.socket)


def parse_options(
    stand_in: StandIn[StoreType], description: ServiceDescription
) -> Callable[[Sequence[str]], argparse.Namespace]:
    """Return the parser of the command line."""
    text = f"A small stand-in for {stand_in.name}. {description.description}"
    parser = argparse.ArgumentParser(prog=stand_in.name, description=text)
    parser.add_argument(
        "--socket",
        type=Path,
        default=resolve_socket(stand_in.name, os.environ),
        help="Unix socket to listen on (default: %(default)s)",
    )
    stand_in.add_options(parser)
    return parser.parse_args


def build_registry(methods: Mapping[str, Callable[..., Any]]) -> MethodRegistry:
    """Register functions so that none holds up the others while it waits."""
    registry = MethodRegistry()
    for name, function in methods.items():
        registry.add_method(run_aside(function), name, pass_context=True)
    return registry


def run_aside(function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a function so that it runs in a thread."""

    @functools.wraps(function)
    async def run(call: Call[Any], **params: Any) -> Any:
        return await asyncio.to_thread(function, call, **params)

    return run
