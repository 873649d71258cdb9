"""Types of parameters and results of builtin_method_names. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from builtin_method_names_client.models import Bag

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "list": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "dict": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "type": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "id": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "print": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "None": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "None_": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "self": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "cls": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "str": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "int": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "float": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "bool": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "object": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "tuple": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "bytes": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "set": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "import": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "builtins": {"value": list[str], "number": int, "table": dict[str, list[str]]},
    "uses": {"bag": Bag},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "list": dict[str, float],
    "dict": list[str],
    "type": dict[str, float],
    "id": list[str],
    "print": dict[str, float],
    "None": list[str],
    "None_": dict[str, float],
    "self": list[str],
    "cls": dict[str, float],
    "str": list[str],
    "int": dict[str, float],
    "float": list[str],
    "bool": dict[str, float],
    "object": list[str],
    "tuple": dict[str, float],
    "bytes": list[str],
    "set": dict[str, float],
    "import": list[str],
    "builtins": dict[str, float],
    "uses": Bag,
}
"""Types of results, by method."""
