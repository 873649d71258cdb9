# SERVICE: hostile_values
# SUMMARY: Case: set
# SOCKET: none known
# from hostile_values_client import HostileValues; client = HostileValues()
# AsyncHostileValues has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

SetKind: TypeAlias = Literal[
    'a"b',
    "a'b",
    '"""',
    "'''",
    "a\\b",
    "a\nb",
    "{{ 7*7 }}",
    "{% x %}",
    "#}",
    "a\u0000b",
    "\u202eabc",
    "__import__('os').system('x')",
    "a): pass\n#",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "\U0001f4a5",
    "\uff41",
    "\ufb01",
    "a\u200db",
    " ",
    "\U0001f600",
    '"""quotes""" \'\'\'more\'\'\' \\ back\\n \\N{BULLET} \\u0041 \\\nline two\r\n\n{{ 7*7 }} {% raw %} {# c #} #} ${x} %s {0} <b>|</b> `code` [a](http://b) # x\u0000\u0007\u001b[31m\u202eRTL\u2066\ufeff\u2028\u0085end"',
]
SetResultKind: TypeAlias = Literal["{{a}}", "'\"", "\u0000"]

class SetResult(Model):
    tag: Literal['x"\n']
    kind: SetResultKind = "'\""

class HostileValues(Client):
    def set(
        self,
        *,
        d0: str = 'a"b',
        d1: str = "a'b",
        d2: str = '"""',
        d3: str = "'''",
        d4: str = "a\\b",
        d5: str = "a\nb",
        d6: str = "{{ 7*7 }}",
        d7: str = "{% x %}",
        d8: str = "#}",
        d9: str = "a\u0000b",
        d10: str = "\u202eabc",
        d11: str = "__import__('os').system('x')",
        d12: str = "a): pass\n#",
        d13: str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        pattern: str | None = None,
        bad_pattern: str | None = None,
        kind: SetKind | None = None,
        only: Literal['"""\\'] | None = None,
        big: int = 1000000000000000000000000000000,
        map: dict[str, list[str]] | None = None,
    ) -> SetResult: ...
