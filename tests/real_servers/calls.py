"""Generate a client, call each of its methods, and say what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path
from random import Random
from typing import Any

from hero_runtime import HeroError, RemoteError, ResultError
from hero_runtime.dynamic.describe import describe_service
from hero_runtime.dynamic.references import follow
from hero_runtime.dynamic.values import LiveMethod
from hero_runtime.sample import Sampler
from tests.generator.artifacts import files_of, make, write_files

TYPED = "typed"


@contextmanager
def generated_client(document: Any, name: str, folder: Path) -> Iterator[type[Any]]:
    """Generate a package into a folder and return its client class."""
    write_files(folder, files_of(make(document, name)))
    sys.path.insert(0, str(folder / "src"))
    invalidate_caches()
    module = import_module(f"{name}_client")
    own = name.replace("_", "")
    (found,) = [getattr(module, n) for n in module.__all__ if n.lower() == own]
    yield found
    sys.path.remove(str(folder / "src"))


def call_every_method(client: Any, document: Any) -> dict[str, str]:
    """Call each method with drawn arguments; return what came of it, by name."""
    live = describe_service(document, {}, sole_object=False)
    return {one.method.name: _call(client, document, one) for one in live.methods}


def draw_arguments(document: Any, described: LiveMethod) -> dict[str, Any]:
    """Return a value for each required parameter, the same in every run."""
    found = [follow(document, one) for one in document["methods"]]
    (method,) = [
        m for m in found if isinstance(m, dict) and m["name"] == described.method.name
    ]
    given: list[Any] = [follow(document, one) for one in method.get("params", [])]
    schemas = {one["name"]: one.get("schema", {}) for one in given}
    sampler = Sampler(document, Random(described.method.name))
    wire_names = described.method.parameters
    return {
        parameter.python_name: sampler.draw(schemas[wire_name])
        for wire_name, parameter in zip(wire_names, described.parameters, strict=True)
        if parameter.required
    }


def _call(client: Any, document: Any, described: LiveMethod) -> str:
    try:
        arguments = draw_arguments(document, described)
    except ValueError:
        return "no argument could be drawn"
    try:
        getattr(client, described.python_name)(**arguments)
    except RemoteError as error:
        return f"error {error.code}"
    except ResultError as error:
        return f"mismatch at {error.field}"
    except HeroError as error:
        return type(error).__name__
    return TYPED
