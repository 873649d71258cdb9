"""Serve a document that is cached in `specs/`, as far as a stand-in does what it says.

The stand-ins for services of others do not describe themselves: their document is the
one that clients are generated from, less the methods that they do not have. What is
sent is checked against it.
"""

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from pjrpc.common import MaybeSet, Request, Response
from pjrpc.server.exceptions import InvalidParamsError

from hero_service.description import Call
from hero_service.dispatch import Handler

SPECS = Path(__file__).resolve().parents[3] / "specs"
MAXIMUM_PROBLEMS = 10
MAXIMUM_TEXT = 300

Normalise = Callable[[Any], Any]


def read_cached_document(name: str, served: Collection[str]) -> dict[str, Any]:
    """Read the document of a service, with the methods that are served.

    Raises KeyError when one of them is not in it: a stand-in invents no methods.
    """
    path = SPECS / name / "openrpc.json"
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    methods = {method["name"]: method for method in document["methods"]}
    document["methods"] = [methods[name] for name in methods if name in set(served)]
    if missing := set(served) - methods.keys():
        raise KeyError(f"{path} has no method {', '.join(sorted(missing))}")
    left_out = sorted(set(methods) - set(served))
    if left_out:
        note = f" This stand-in leaves out {', '.join(left_out)}."
        document["info"]["description"] += note
    return document


class RequestChecker:
    """Check the parameters of requests against a document; fill in its defaults."""

    def __init__(
        self, document: Mapping[str, Any], normalise: Mapping[str, Normalise]
    ) -> None:
        """Prepare a validator for each method.

        `normalise` changes the parameters of a method before they are checked.
        """
        self._methods = {method["name"]: method for method in document["methods"]}
        self._components = document.get("components", {})
        self._normalise = normalise

    async def check(
        self, request: Request, context: Call[Any], handler: Handler[Any]
    ) -> MaybeSet[Response]:
        """Be the middleware that passes on what fits."""
        method = self._methods.get(request.method)
        if method is None:
            return await handler(request, context)
        params = self._name_params(request.params, method)
        normalise = self._normalise.get(request.method)
        params = normalise(params) if normalise else params
        self._verify(params, method)
        for parameter in method["params"]:
            if "default" in parameter["schema"]:
                params.setdefault(parameter["name"], parameter["schema"]["default"])
        checked = Request(method=request.method, params=params, id=request.id)
        return await handler(checked, context)

    def _name_params(self, params: Any, method: Mapping[str, Any]) -> dict[str, Any]:
        names = [parameter["name"] for parameter in method["params"]]
        if isinstance(params, Mapping):
            return dict(params)
        values = list(params or ())
        if len(values) > len(names):
            raise InvalidParamsError(f"At most {len(names)} parameters are taken.")
        return dict(zip(names, values, strict=False))

    def _verify(self, params: Mapping[str, Any], method: Mapping[str, Any]) -> None:
        schema = {
            "type": "object",
            "properties": {item["name"]: item["schema"] for item in method["params"]},
            "required": [item["name"] for item in method["params"] if item["required"]],
            "additionalProperties": False,
            "components": self._components,
        }
        problems = [
            f"{'.'.join(map(str, error.path)) or 'params'}: {error.message}"
            for error in Draft7Validator(schema).iter_errors(params)
        ]
        if problems:
            text = "; ".join(
                item[:MAXIMUM_TEXT] for item in problems[:MAXIMUM_PROBLEMS]
            )
            raise InvalidParamsError(f"Invalid params for {method['name']}: {text}.")
