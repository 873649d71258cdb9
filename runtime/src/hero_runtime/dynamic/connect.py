"""Connect to a running service and make a client from the document it shows."""

import os
import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hero_runtime.document.digest import digest_canonical, without_documentation
from hero_runtime.dynamic.client import (
    AsyncDynamicClient,
    DynamicClient,
    build_async_client_class,
    build_client_class,
)
from hero_runtime.dynamic.describe import describe_service
from hero_runtime.dynamic.fetch import (
    DISCOVER,
    Document,
    discover,
    discover_async,
    fetch_document,
)
from hero_runtime.dynamic.installed import InstalledClient, find_installed
from hero_runtime.dynamic.values import LiveMethod, LiveService
from hero_runtime.errors import DriftWarning, HeroError, ProtocolError
from hero_runtime.service import RUNTIME_INTERFACE, Service
from hero_runtime.transports.base import AsyncTransport, Timeout, Transport
from hero_runtime.transports.headers import verify_headers
from hero_runtime.transports.lazy import find_address, parse_address

Target = str | os.PathLike[str]

# Where the errors of a package are looked for that declares none.
_NO_PACKAGE = "hero_runtime.dynamic"


def connect(
    service: str,
    target: Target | None = None,
    *,
    timeout: float | Timeout = Timeout(),
    headers: Mapping[str, str] | None = None,
    transport: Transport | None = None,
    sole_object_parameter: bool = True,
) -> DynamicClient:
    """Return a client with a method for each method that a running service shows.

    The service is found as by its generated client, or at `target`. Methods have the
    names of the generated client; parameters are sent as they are, and results are
    plain JSON values. If the generated client is installed its names and errors are
    used, and `DriftWarning` tells that the service shows another document than the
    client was made from. Unless `sole_object_parameter` is false, a sole parameter
    named `params` is the params object itself.

    Raises `TransportError` for a service that cannot be reached, and `ProtocolError`
    for one that shows no document.
    """
    verify_headers(headers or {})
    source = _Source(service, sole_object_parameter)
    sent, limits = headers or {}, Timeout.of(timeout)
    with source:
        if transport is None:
            document = source.fetch(target, sent, limits)
        else:
            document = discover(transport, sent, limits)
        live = source.describe(document)
    made = build_client_class(live, source.service)
    return made(target, timeout=timeout, headers=headers, transport=transport)


async def connect_async(
    service: str,
    target: Target | None = None,
    *,
    timeout: float | Timeout = Timeout(),
    headers: Mapping[str, str] | None = None,
    transport: AsyncTransport | None = None,
    sole_object_parameter: bool = True,
) -> AsyncDynamicClient:
    """Be `connect` for coroutines; needs the extra `async`."""
    verify_headers(headers or {})
    source = _Source(service, sole_object_parameter)
    sent, limits = headers or {}, Timeout.of(timeout)
    with source:
        if transport is None:
            from anyio.to_thread import run_sync

            document = await run_sync(source.fetch, target, sent, limits)
        else:
            document = await discover_async(transport, sent, limits)
        live = source.describe(document)
    made = build_async_client_class(live, source.service)
    return made(target, timeout=timeout, headers=headers, transport=transport)


class _Source:
    """Hold what is known of a service; as a context, name it in errors."""

    def __init__(self, name: str, sole_object: bool) -> None:
        self._sole_object = sole_object
        self._installed = find_installed(name)
        plain = Service(name, _NO_PACKAGE, RUNTIME_INTERFACE)
        self.service = plain if self._installed is None else self._installed.service

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        if isinstance(error, HeroError):
            error.service = error.service or self.service.name
            error.method = error.method or DISCOVER

    def fetch(
        self, target: Target | None, headers: Mapping[str, str], timeout: Timeout
    ) -> Document:
        """Return the document of the service at its address."""
        known = None if target is None else parse_address(target)
        return fetch_document(known or find_address(self.service), headers, timeout)

    def describe(self, document: Document) -> LiveService:
        """Describe the document; warn if it is not the one of the installed client."""
        names = {} if self._installed is None else self._installed.names
        try:
            live = describe_service(document, names, sole_object=self._sole_object)
            if self._installed is None:
                return live
            _warn_of_drift(self._installed, document)
        except (RecursionError, ValueError) as error:
            raise ProtocolError(f"the document cannot be read: {error}") from error
        known = self._installed.methods
        methods = tuple(_as_installed(one, known) for one in live.methods)
        return replace(live, methods=methods)


def _as_installed(described: LiveMethod, known: Mapping[str, Any]) -> LiveMethod:
    """Send a method as the installed client does, if its parameters are the same.

    Its manifest or overlay may say what the document does not.
    """
    method = known.get(described.method.name)
    if method is None or method.parameters != described.method.parameters:
        return described
    return replace(described, method=replace(method, omit_none=()))


def _warn_of_drift(installed: InstalledClient, document: Document) -> None:
    live = digest_canonical(document)
    if installed.digest in ("", live):
        return
    same = installed.surface == digest_canonical(without_documentation(document))
    what = "only in documentation" if same else "in methods or types"
    package = installed.service.package
    warnings.warn(
        f"{installed.service.name} shows another document ({live}) than {package} was "
        f"generated from ({installed.digest}); they differ {what}. Fetch the document "
        f"into specs/ and generate {package} again, or go on with what is shown here.",
        DriftWarning,
        stacklevel=4,
    )
