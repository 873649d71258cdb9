"""Types of parameters and results of method_names. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "class": {"value": int},
    "print": {"value": int},
    "list": {"value": int},
    "dict": {"value": int},
    "close": {"value": int},
    "with_options": {"value": int},
    "batch": {"value": int},
    "_call": {"value": int},
    "__init__": {"value": int},
    "getBlockByHash": {"value": int},
    "eth_getLogs": {"value": int},
    "a.b": {"value": int},
    "a_b": {"value": int},
    "a-b": {"value": int},
    "Gr\u00f6\u00dfe.\u00e4ndern": {"value": int},
    "\u0441\u043f\u0438\u0441\u043e\u043a": {"value": int},
    "2fast": {"value": int},
    "rpc.discover": {"value": int},
    "x/y": {"value": int},
    "HTTPServer.start": {"value": int},
    "with spaces": {"value": int},
    "return": {"value": int},
    "None": {"value": int},
    "self": {"value": int},
    "SERVICE": {"value": int},
    "builtins": {"value": int},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "class": bool,
    "print": bool,
    "list": bool,
    "dict": bool,
    "close": bool,
    "with_options": bool,
    "batch": bool,
    "_call": bool,
    "__init__": bool,
    "getBlockByHash": bool,
    "eth_getLogs": bool,
    "a.b": bool,
    "a_b": bool,
    "a-b": bool,
    "Gr\u00f6\u00dfe.\u00e4ndern": bool,
    "\u0441\u043f\u0438\u0441\u043e\u043a": bool,
    "2fast": bool,
    "rpc.discover": bool,
    "x/y": bool,
    "HTTPServer.start": bool,
    "with spaces": bool,
    "return": bool,
    "None": bool,
    "self": bool,
    "SERVICE": bool,
    "builtins": bool,
}
"""Types of results, by method."""
