"""Answer for a service that is not there, from its document or generated package."""

import json
from collections.abc import Mapping
from importlib import import_module
from random import Random
from typing import Any

from pydantic import TypeAdapter

from hero_runtime.sample import Sampler, resolve
from hero_runtime.transports.base import Reply, Timeout


class MockTransport:
    """Answer each call with an example of the document, or else by its schema.

    `source` is an OpenRPC document or the import name of a generated package,
    which holds types and no examples. The same seed gives the same answers to
    the same calls, in whatever order they come.
    """

    def __init__(self, source: Mapping[str, Any] | str, *, seed: int = 0) -> None:
        self._document: Mapping[str, Any] = (
            _read_package(source) if isinstance(source, str) else source
        )
        self._seed = seed
        self._methods: dict[str, Any] = {}
        for entry in self._document.get("methods", []):
            method = _follow(self._document, entry)
            self._methods[method["name"]] = method

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Return the answers to the calls in a request."""
        request = json.loads(body)
        if not isinstance(request, list):
            answer = self._answer(request)
            return Reply(200, b"" if answer is None else json.dumps(answer).encode())
        answers = [one for one in map(self._answer, request) if one is not None]
        return Reply(200, json.dumps(answers).encode() if answers else b"")

    def close(self) -> None:
        """Close nothing."""

    def _answer(self, call: Mapping[str, Any]) -> dict[str, Any] | None:
        if "id" not in call:
            return None
        envelope = {"jsonrpc": "2.0", "id": call["id"]}
        method = self._methods.get(call["method"])
        if method is None:
            return envelope | {"error": {"code": -32601, "message": "no such method"}}
        return envelope | {"result": self._result(method, call.get("params"))}

    def _result(self, method: Mapping[str, Any], params: object) -> Any:
        example = _find_example(self._document, method, params)
        if example is not None:
            return example["value"]
        descriptor = _follow(self._document, method.get("result", {}))
        text = json.dumps([self._seed, method["name"], params], sort_keys=True)
        sampler = Sampler(self._document, Random(text))
        return sampler.draw(descriptor.get("schema", {}))


class AsyncMockTransport:
    """Be `MockTransport` for an asynchronous client."""

    def __init__(self, source: Mapping[str, Any] | str, *, seed: int = 0) -> None:
        self._mock = MockTransport(source, seed=seed)

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Return the answers to the calls in a request."""
        return self._mock.send(body, headers, timeout)

    async def aclose(self) -> None:
        """Close nothing."""


def _follow(document: Mapping[str, Any], node: Any) -> Any:
    return resolve(document, node["$ref"]) if "$ref" in node else node


def _find_example(
    document: Mapping[str, Any], method: Mapping[str, Any], params: object
) -> Any:
    """Return the result of the example with these params, or of the first one."""
    results = []
    for entry in method.get("examples", []):
        pairing = _follow(document, entry)
        result = _follow(document, pairing.get("result") or {})
        if "value" not in result:
            continue
        given = [_follow(document, one) for one in pairing.get("params", [])]
        if params == {one.get("name"): one.get("value") for one in given}:
            return result
        results.append(result)
    return results[0] if results else None


def _read_package(package: str) -> Mapping[str, Any]:
    """Return a document with a method for each result type of a package."""
    types = import_module(f"{package}.signatures").RESULTS
    methods: list[dict[str, Any]] = []
    definitions: dict[str, Any] = {}
    for name, type_ in types.items():
        schema = TypeAdapter(type_).json_schema(by_alias=True)
        definitions |= schema.pop("$defs", {})
        methods.append({"name": name, "result": {"schema": schema}})
    return {"methods": methods, "$defs": definitions}
