"""The clients of a package call the same methods, each in its own way."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import anyio
import pytest

from hero_runtime import ProtocolError
from tests.functional.service import GeneratedService
from tests.generator.documents import STRING, document, method, param

DOCUMENT = document(
    method("pet.list", param("kind", STRING)),
    method("pet.get", **{"x-idempotent": True}),
    method("aclose", param("methods", STRING, required=True)),
    method("log.write", param("text", STRING, required=True), result=None),
)


def test_an_asynchronous_client_sends_what_the_synchronous_sends(
    service: GeneratedService,
) -> None:
    module = import_module(service.package)

    async def main() -> None:
        async with module.AsyncClients(service.path) as client:
            assert await client.pet_list(kind="dog") is True
            assert await client.aclose_("x") is True
            await client.log_write("x")

    service.client.pet_list(kind="dog")
    service.client.aclose_("x")
    service.client.log_write("x")
    anyio.run(main)
    assert service.requests[:3] == service.requests[3:]


def test_both_clients_have_the_same_signatures(service: GeneratedService) -> None:
    module = import_module(service.package)
    for name in ("pet_list", "aclose_", "log_write"):
        one = getattr(module.Clients, name)
        other = getattr(module.AsyncClients, name)
        assert inspect.signature(one) == inspect.signature(other)
        assert one.__doc__ == other.__doc__
        assert inspect.iscoroutinefunction(other)


@pytest.mark.parametrize("name", ["Clients", "AsyncClients"])
def test_each_client_is_exported(service: GeneratedService, name: str) -> None:
    assert name in import_module(service.package).__all__


def test_a_method_says_whether_it_may_run_twice(service: GeneratedService) -> None:
    methods = import_module(f"{service.package}.methods")
    assert methods.pet_get_method.idempotent
    assert not methods.pet_list_method.idempotent


def test_a_batch_sends_what_the_methods_send(service: GeneratedService) -> None:
    service.client.pet_list(kind="dog")
    service.client.log_write("x")
    alone = list(service.requests)
    service.requests.clear()
    with pytest.raises(ProtocolError), service.client.batch() as batch:
        listed = batch.pet_list(kind="dog")
        batch.log_write("x")
    (together,) = service.requests
    assert [without_id(call) for call in together] == [without_id(c) for c in alone]
    assert isinstance(listed.error(), ProtocolError)


def without_id(call: Any) -> dict[str, Any]:
    """Return a call without its id, which no other has."""
    return {name: call[name] for name in call if name != "id"}
