"""Run generated JSON-RPC clients: transports, errors, models and codecs.

Names are imported when they are first used (PEP 562), so that importing the
package costs next to nothing.
"""

# A plain constant: type checkers know the name, and `typing` stays unimported.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from hero_runtime.async_client import AsyncClient
    from hero_runtime.batch import AsyncBatch, Batch, BatchClient, BatchResult
    from hero_runtime.client import Client
    from hero_runtime.dynamic.client import AsyncDynamicClient, DynamicClient
    from hero_runtime.dynamic.connect import connect, connect_async
    from hero_runtime.errors import (
        AnswerTooLarge,
        ConnectionFailed,
        ConnectionLost,
        DependencyMissing,
        DriftWarning,
        HeroError,
        InterfaceMismatch,
        MismatchWarning,
        ParameterError,
        ProtocolError,
        RemoteError,
        ResultError,
        TimedOut,
        TransportError,
        ValidationError,
    )
    from hero_runtime.hooks import CallInfo, Hooks
    from hero_runtime.mock import AsyncMockTransport, MockTransport
    from hero_runtime.model import Model
    from hero_runtime.omit import OMIT, Omit
    from hero_runtime.retry import Retry
    from hero_runtime.service import RUNTIME_INTERFACE, Method, Service
    from hero_runtime.subscription import AsyncSubscription, Subscription
    from hero_runtime.transports.async_stdio import AsyncStdioTransport
    from hero_runtime.transports.async_websocket import AsyncWebSocketTransport
    from hero_runtime.transports.base import AsyncTransport, Reply, Timeout, Transport
    from hero_runtime.transports.memory import AsyncMemoryTransport, MemoryTransport
    from hero_runtime.transports.recorded import (
        AsyncRecordedTransport,
        RecordedTransport,
    )
    from hero_runtime.transports.stdio import StdioTransport
    from hero_runtime.transports.websocket import WebSocketTransport

__all__ = [
    "AnswerTooLarge",
    "AsyncBatch",
    "AsyncClient",
    "AsyncDynamicClient",
    "AsyncMemoryTransport",
    "AsyncMockTransport",
    "AsyncRecordedTransport",
    "AsyncStdioTransport",
    "AsyncSubscription",
    "AsyncTransport",
    "AsyncWebSocketTransport",
    "Batch",
    "BatchClient",
    "BatchResult",
    "CallInfo",
    "Client",
    "ConnectionFailed",
    "ConnectionLost",
    "DependencyMissing",
    "DriftWarning",
    "DynamicClient",
    "HeroError",
    "Hooks",
    "InterfaceMismatch",
    "MemoryTransport",
    "Method",
    "MismatchWarning",
    "MockTransport",
    "Model",
    "OMIT",
    "Omit",
    "ParameterError",
    "ProtocolError",
    "RUNTIME_INTERFACE",
    "RecordedTransport",
    "RemoteError",
    "Reply",
    "ResultError",
    "Retry",
    "Service",
    "StdioTransport",
    "Subscription",
    "TimedOut",
    "Timeout",
    "Transport",
    "TransportError",
    "ValidationError",
    "WebSocketTransport",
    "connect",
    "connect_async",
]

_MODULES = {
    "AsyncBatch": "hero_runtime.batch",
    "AsyncClient": "hero_runtime.async_client",
    "AsyncDynamicClient": "hero_runtime.dynamic.client",
    "AsyncMemoryTransport": "hero_runtime.transports.memory",
    "AsyncMockTransport": "hero_runtime.mock",
    "AsyncRecordedTransport": "hero_runtime.transports.recorded",
    "AsyncStdioTransport": "hero_runtime.transports.async_stdio",
    "AsyncSubscription": "hero_runtime.subscription",
    "AsyncTransport": "hero_runtime.transports.base",
    "AsyncWebSocketTransport": "hero_runtime.transports.async_websocket",
    "Batch": "hero_runtime.batch",
    "BatchClient": "hero_runtime.batch",
    "BatchResult": "hero_runtime.batch",
    "CallInfo": "hero_runtime.hooks",
    "Client": "hero_runtime.client",
    "DynamicClient": "hero_runtime.dynamic.client",
    "Hooks": "hero_runtime.hooks",
    "MemoryTransport": "hero_runtime.transports.memory",
    "Method": "hero_runtime.service",
    "MockTransport": "hero_runtime.mock",
    "Model": "hero_runtime.model",
    "OMIT": "hero_runtime.omit",
    "Omit": "hero_runtime.omit",
    "RUNTIME_INTERFACE": "hero_runtime.service",
    "RecordedTransport": "hero_runtime.transports.recorded",
    "Reply": "hero_runtime.transports.base",
    "Retry": "hero_runtime.retry",
    "Service": "hero_runtime.service",
    "StdioTransport": "hero_runtime.transports.stdio",
    "Subscription": "hero_runtime.subscription",
    "Timeout": "hero_runtime.transports.base",
    "Transport": "hero_runtime.transports.base",
    "WebSocketTransport": "hero_runtime.transports.websocket",
    "connect": "hero_runtime.dynamic.connect",
    "connect_async": "hero_runtime.dynamic.connect",
}


def __getattr__(name: str) -> object:
    """Import the module of a public name and return the name's value."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    # Every name without a module of its own is one of the errors.
    module = importlib.import_module(_MODULES.get(name, "hero_runtime.errors"))
    value: object = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
