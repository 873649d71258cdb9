"""Make a module of the source that a play pinned, and find the flow in it."""

import linecache
import os
import sys
from types import ModuleType
from typing import Any, Final

from hero_runner.authoring.flow import ATTRIBUTE, FlowInfo
from hero_runner.store.plays import FlowVersion

_PREFIX: Final = "hero_flow_"


class FlowNotFound(Exception):
    """A module has no such flow; the message names those it has."""


def load_module(version: FlowVersion) -> ModuleType:
    """Run the source of a flow as a module. Raises what the source raises.

    What it imports is not pinned: modules beside it are found as Python finds those
    beside a script.
    """
    name = _PREFIX + version.hash[:16]
    if name in sys.modules:
        return sys.modules[name]
    # Flows may import the API by the name it has in Hero.
    sys.modules.setdefault("hero_tracing", sys.modules["hero_runner"])
    folder = os.path.dirname(version.path)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    module = ModuleType(name)
    module.__file__ = version.path
    lines = version.source.splitlines(keepends=True)
    linecache.cache[version.path] = (len(version.source), None, lines, version.path)
    code = compile(version.source, version.path, "exec", dont_inherit=True)
    sys.modules[name] = module
    try:
        exec(code, vars(module))
    except BaseException:
        del sys.modules[name]
        raise
    return module


def find_flow_function(module: ModuleType, name: str) -> Any:
    """Return the decorated function of a flow by its name or that of the function.

    A name that is only that of the file means the one flow there is.
    Raises `FlowNotFound`.
    """
    found = {
        key: value
        for key, value in vars(module).items()
        if isinstance(getattr(value, ATTRIBUTE, None), FlowInfo)
    }
    own = {
        key: value
        for key, value in found.items()
        if getattr(value, ATTRIBUTE).function.__module__ == module.__name__
    }
    for key, value in found.items():
        if name and name in (getattr(value, ATTRIBUTE).name, key):
            return value
    stem = os.path.splitext(os.path.basename(module.__file__ or ""))[0]
    if name in ("", stem) and len(own) == 1:
        return next(iter(own.values()))
    names = ", ".join(sorted(getattr(item, ATTRIBUTE).name for item in own.values()))
    raise FlowNotFound(
        f"{module.__file__} has no flow {name!r}; it has: {names or 'none'}. A flow is "
        "a function decorated with @flow; name one with FILE.py:FUNCTION"
    )
