"""Answer JSON-RPC requests, single and in batches."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Generic

from pjrpc.common import MaybeSet, Request, Response
from pjrpc.server import AsyncDispatcher, JSONEncoder, MethodRegistry
from pjrpc.server.exceptions import (
    InternalError,
    InvalidParamsError,
    MethodNotFoundError,
    ServerError,
)
from pjrpc.server.typedefs import AsyncMiddlewareType
from pjrpc.server.validators import ValidationError
from pydantic import BaseModel

from hero_service.description import Call, ServiceDescription, StoreType
from hero_service.document import build_document

# Names in a request are hostile text; only so much of one is sent back.
MAXIMUM_NAME_LENGTH = 100

Handler = Callable[[Request, Call[StoreType]], Awaitable[MaybeSet[Response]]]


class ModelEncoder(JSONEncoder):
    """Encode the models that methods return as JSON objects."""

    def default(self, o: Any) -> Any:
        """Return the JSON form of a model."""
        if isinstance(o, BaseModel):
            return o.model_dump(mode="json")
        return super().default(o)


class RpcEndpoint(Generic[StoreType]):
    """Answer request texts with the methods of a registry and `rpc.discover`."""

    def __init__(
        self,
        service: ServiceDescription,
        registry: MethodRegistry,
        store: StoreType,
        document: dict[str, Any] | None = None,
        *middlewares: AsyncMiddlewareType[Call[StoreType]],
    ) -> None:
        """Build the document once: it cannot change while the service runs.

        A service of which the document is given checks parameters by a middleware.
        """
        self.document = document or build_document(service, registry)
        self._store = store
        self._dispatcher: AsyncDispatcher[Call[StoreType]] = AsyncDispatcher(
            middlewares=[explain_errors, *middlewares],
            json_encoder=ModelEncoder,
        )
        self._dispatcher.add_methods(registry)
        self._dispatcher.registry.add_method(self.discover, "rpc.discover")

    def discover(self) -> dict[str, Any]:
        """Return the OpenRPC document of this service."""
        return self.document

    async def answer(self, request: bytes, context: int) -> str | None:
        """Return the response text, or None when nothing is to be answered.

        The entries of a batch are dispatched one by one: the dispatcher refuses a
        whole batch for one malformed entry and answers a batch of notifications
        with an empty array, where JSON-RPC 2.0 (section 6) wants one error per
        entry and no answer at all.
        """
        call = Call(self._store, context)
        try:
            entries = json.loads(request)
        except (ValueError, RecursionError):
            return await self._dispatch("", call)
        if not isinstance(entries, list) or not entries:
            return await self._dispatch(json.dumps(entries), call)
        answers = [await self._dispatch(json.dumps(entry), call) for entry in entries]
        texts = [answer for answer in answers if answer is not None]
        return f"[{','.join(texts)}]" if texts else None

    async def _dispatch(self, text: str, call: Call[StoreType]) -> str | None:
        answer = await self._dispatcher.dispatch(text, call)
        return None if answer is None else answer[0]


async def explain_errors(
    request: Request, context: Call[Any], handler: Handler[Any]
) -> MaybeSet[Response]:
    """Put what is wrong into the message of the error, and what to do about it.

    Clients of Hero services look at code and message only. A failure inside a
    method is an internal error (-32603) there, not a server error (-32000).
    """
    try:
        return await handler(request, context)
    except MethodNotFoundError as error:
        name = request.method[:MAXIMUM_NAME_LENGTH]
        problem = f"Method not found: {name!r}"
        raise MethodNotFoundError(f"{problem}. Call rpc.discover.") from error
    except InvalidParamsError as error:
        if not isinstance(error.data, ValidationError):
            raise
        problem = f"Invalid params for {request.method}: {error.data}"
        hint = "rpc.discover describes the parameters"
        raise InvalidParamsError(f"{problem}. {hint}.") from error
    except ServerError as error:
        hint = "see the standard error output of the service"
        raise InternalError(f"{request.method} failed inside; {hint}.") from error
