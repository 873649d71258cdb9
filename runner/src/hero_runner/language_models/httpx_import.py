"""Import httpx without what it does not need here, where that is installed.

httpx imports its command line, with rich and pygments, and httpcore imports trio, both
only to see whether they are there: as long as all the rest together.
"""

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any, Final

_COMMAND_LINE: Final = "httpx._main"
_LATER: Final = "trio"


def import_httpx() -> None:
    """Import httpx; trio, if there is one, loads when somebody uses it.

    Raises `ModuleNotFoundError` where httpx is not installed.
    """
    if "httpx" not in sys.modules:
        _defer(_LATER)
        # A name that stands for None cannot be imported; httpx then does without.
        modules: Any = sys.modules
        modules[_COMMAND_LINE] = None
    try:
        import_module("httpx")
    finally:
        if sys.modules.get(_COMMAND_LINE, sys) is None:
            del sys.modules[_COMMAND_LINE]


def _defer(name: str) -> None:
    """Let the first use of a module load it, where it would be imported unused."""
    if name in sys.modules:
        return
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        return
    loader = LazyLoader(spec.loader)
    spec.loader = loader
    module = module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
