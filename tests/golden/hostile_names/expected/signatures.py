"""Types of parameters and results of hostile_names. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from hostile_names_client.models import AB, Thing

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    'a"b': {'a"b': int},
    "a'b": {"a'b": int},
    '"""': {'"""': int},
    "'''": {"'''": int},
    "a\\b": {"a\\b": int},
    "a\nb": {"a\nb": int},
    "{{ 7*7 }}": {"{{ 7*7 }}": int},
    "{% x %}": {"{% x %}": int},
    "#}": {"#}": int},
    "a\u0000b": {"a\u0000b": int},
    "\u202eabc": {"\u202eabc": int},
    "__import__('os').system('x')": {"__import__('os').system('x')": int},
    "a): pass\n#": {"a): pass\n#": int},
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": {
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": int
    },
    "\U0001f4a5": {"\U0001f4a5": int},
    "\uff41": {"\uff41": int},
    "\ufb01": {"\ufb01": int},
    "a\u200db": {"a\u200db": int},
    " ": {" ": int},
    "\U0001f600": {"\U0001f600": int},
    "all": {"thing": Thing},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    'a"b': bool,
    "a'b": bool,
    '"""': bool,
    "'''": bool,
    "a\\b": bool,
    "a\nb": bool,
    "{{ 7*7 }}": bool,
    "{% x %}": bool,
    "#}": bool,
    "a\u0000b": bool,
    "\u202eabc": bool,
    "__import__('os').system('x')": bool,
    "a): pass\n#": bool,
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": bool,
    "\U0001f4a5": bool,
    "\uff41": bool,
    "\ufb01": bool,
    "a\u200db": bool,
    " ": bool,
    "\U0001f600": bool,
    "all": AB,
}
"""Types of results, by method."""
