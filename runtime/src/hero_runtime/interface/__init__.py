"""Read interface stubs: select methods of them, search them, fit them into a budget.

Only the standard library is used, and the client that a stub describes is never
imported: its text is all that is looked at.
"""

from hero_runtime.interface.budget import fit_budget, fit_index
from hero_runtime.interface.parse import InterfaceSyntaxError, parse_interface
from hero_runtime.interface.read import InterfaceNotFound, read_interface
from hero_runtime.interface.search import search_methods
from hero_runtime.interface.select import (
    UnknownMethod,
    find_unknown,
    render_index,
    select_methods,
)
from hero_runtime.interface.tokens import estimate_tokens
from hero_runtime.interface.values import Interface, MethodEntry, TypeEntry

__all__ = [
    "Interface",
    "InterfaceNotFound",
    "InterfaceSyntaxError",
    "MethodEntry",
    "TypeEntry",
    "UnknownMethod",
    "estimate_tokens",
    "find_unknown",
    "fit_budget",
    "fit_index",
    "parse_interface",
    "read_interface",
    "render_index",
    "search_methods",
    "select_methods",
]
