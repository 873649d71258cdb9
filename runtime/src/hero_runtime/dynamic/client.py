"""Build the classes of dynamic clients: a Python method for each of the document."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

from hero_runtime.async_client import AsyncClient
from hero_runtime.base_client import BaseClient
from hero_runtime.batch import AsyncBatch, Batch, BatchClient
from hero_runtime.call import Call
from hero_runtime.client import Client
from hero_runtime.dynamic.calls import ObservedPlainCall, PlainCall
from hero_runtime.dynamic.values import LiveMethod, LiveParameter, LiveService
from hero_runtime.service import Method, ResultT, Service

Function = Callable[..., Any]


class _PlainClient(BaseClient):
    """Make calls without declared types."""

    def _begin(
        self, method: Method[ResultT], arguments: tuple[object, ...]
    ) -> Call[ResultT]:
        request_id = 0 if method.notification else next(self._request_ids)
        if (hooks := self._options.hooks) is not None:
            return ObservedPlainCall(
                self._service, method, arguments, request_id, hooks
            )
        return PlainCall(self._service, method, arguments, request_id)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Function: ...


class DynamicClient(_PlainClient, Client):
    """Be the base of clients made from a live document."""

    def __repr__(self) -> str:
        return describe_client(self)


class AsyncDynamicClient(_PlainClient, AsyncClient):
    """Be the same for coroutines."""

    def __repr__(self) -> str:
        return describe_client(self)


def build_client_class(live: LiveService, service: Service) -> type[DynamicClient]:
    """Build the class of a client."""
    collector = _build_collector(live, service)

    def batch(self: DynamicClient) -> "Batch[BatchClient]":
        """Collect calls and send them as one request when the block ends."""
        return self._collect(collector)

    members = _build_methods(live, _build_sync) | {"batch": batch}
    return type(DynamicClient.__name__, (DynamicClient,), members | _own(live, service))


def build_async_client_class(
    live: LiveService, service: Service
) -> type[AsyncDynamicClient]:
    """Build the class of a client for coroutines."""
    collector = _build_collector(live, service)

    def batch(self: AsyncDynamicClient) -> "AsyncBatch[BatchClient]":
        """Collect calls and send them as one request when the block ends."""
        return self._collect(collector)

    members = _build_methods(live, _build_async) | {"batch": batch}
    base = AsyncDynamicClient
    return type(base.__name__, (base,), members | _own(live, service))


def build_signature(parameters: tuple[LiveParameter, ...]) -> Signature:
    """Return a signature: what must be given, then keywords with their defaults."""
    required = [one for one in parameters if _must_be_given(one)]
    optional = [one for one in parameters if not _must_be_given(one)]
    shown = [Parameter("self", Parameter.POSITIONAL_OR_KEYWORD)]
    shown += [
        Parameter(
            one.python_name, Parameter.POSITIONAL_OR_KEYWORD, annotation=one.annotation
        )
        for one in required
    ]
    shown += [
        Parameter(
            one.python_name,
            Parameter.KEYWORD_ONLY,
            default=one.default,
            annotation=one.annotation,
        )
        for one in optional
    ]
    return Signature(shown)


def describe_client(client: BaseClient) -> str:
    """Return what a notebook shows for a client."""
    own = [name for name in vars(type(client)) if not name.startswith("_")]
    listed = ", ".join(own[:5]) + (", ..." if len(own) > 5 else "")
    return f"<{type(client).__name__} of {client._service.name}: {listed}>"


def _must_be_given(parameter: LiveParameter) -> bool:
    from hero_runtime.omit import OMIT

    return parameter.required and parameter.default is OMIT


def _own(live: LiveService, service: Service) -> dict[str, Any]:
    return {"_service": service, "__doc__": live.text, "__module__": __name__}


def _build_collector(live: LiveService, service: Service) -> type[BatchClient]:
    members = _build_methods(live, _build_adding) | _own(live, service)
    return type("BatchDynamicClient", (BatchClient,), members)


def _build_methods(
    live: LiveService, build: Callable[[LiveMethod, Signature], Function]
) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for described in live.methods:
        signature = build_signature(described.parameters)
        function = build(described, signature)
        function.__name__ = str(described.python_name)
        function.__qualname__ = f"{DynamicClient.__name__}.{described.python_name}"
        function.__doc__ = described.text
        setattr(function, "__signature__", signature)
        members[str(described.python_name)] = function
    return members


def _build_sync(described: LiveMethod, signature: Signature) -> Function:
    method = described.method

    def call(*given: object, **named: object) -> object:
        client, arguments = _bind(described, signature, given, named)
        if method.notification:
            return client._notify(method, *arguments)
        return client._call(method, *arguments)

    return call


def _build_async(described: LiveMethod, signature: Signature) -> Function:
    method = described.method

    async def call(*given: object, **named: object) -> object:
        client, arguments = _bind(described, signature, given, named)
        if method.notification:
            return await client._notify(method, *arguments)
        return await client._call(method, *arguments)

    return call


def _build_adding(described: LiveMethod, signature: Signature) -> Function:
    def call(*given: object, **named: object) -> object:
        collector, arguments = _bind(described, signature, given, named)
        return collector._add(described.method, *arguments)

    return call


def _bind(
    described: LiveMethod,
    signature: Signature,
    given: tuple[object, ...],
    named: dict[str, object],
) -> tuple[Any, list[object]]:
    """Return the client, and the arguments in the order of the document."""
    try:
        bound = signature.bind(*given, **named)
    except TypeError as error:
        raise TypeError(f"{described.python_name}(): {error}") from None
    bound.apply_defaults()
    values = bound.arguments
    return values["self"], [values[one.python_name] for one in described.parameters]
