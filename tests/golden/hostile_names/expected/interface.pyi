# SERVICE: hostile_names
# SUMMARY: Case: a"b, a'b, """, ''', a\b, a\nb, {{ 7*7 }}, {% x %}
# SOCKET: none known
# from hostile_names_client import HostileNames; client = HostileNames()
# AsyncHostileNames has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Pass: TypeAlias = Literal[
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
]

class Thing(Model):
    a_b_39a0: int
    ab: int | None = None
    unnamed_b6d2: int | None = None
    unnamed_be24: int | None = None
    a_b_c620: int | None = None
    a_b_7e18: int | None = None
    n7_7: int | None = None
    x: int | None = None
    hash: int | None = None
    a_b: int | None = None
    abc: int | None = None
    import_os_system_x: int | None = None
    a_pass: int | None = None
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_0d4e: (
        int | None
    ) = None
    unnamed_0fad: int | None = None
    a: int | None = None
    fi: int | None = None
    a_b_57d3: int | None = None
    unnamed: int | None = None
    unnamed_f044: int | None = None

class AB(Model):
    v: str

class XY(Model):
    v: str | None = None

class HostileNames(Client):
    def a_b_39a0(self, *, a_b: int | None = None) -> bool: ...
    def ab(self, *, ab: int | None = None) -> bool: ...
    def unnamed_b6d2(self, *, unnamed: int | None = None) -> bool: ...
    def unnamed_be24(self, *, unnamed: int | None = None) -> bool: ...
    def a_b_c620(self, *, a_b: int | None = None) -> bool: ...
    def a_b_7e18(self, *, a_b: int | None = None) -> bool: ...
    def n7_7(self, *, n7_7: int | None = None) -> bool: ...
    def x(self, *, x: int | None = None) -> bool: ...
    def hash(self, *, unnamed: int | None = None) -> bool: ...
    def a_b(self, *, a_b: int | None = None) -> bool: ...
    def abc(self, *, abc: int | None = None) -> bool: ...
    def import_os_system_x(self, *, import_os_system_x: int | None = None) -> bool: ...
    def a_pass(self, *, a_pass: int | None = None) -> bool: ...
    def xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_0d4e(
        self,
        *,
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_0d4e: (
            int | None
        ) = None,
    ) -> bool: ...
    def unnamed_0fad(self, *, unnamed: int | None = None) -> bool: ...
    def a(self, *, a: int | None = None) -> bool: ...
    def fi(self, *, fi: int | None = None) -> bool: ...
    def a_b_57d3(self, *, a_b: int | None = None) -> bool: ...
    def unnamed(self, *, unnamed: int | None = None) -> bool: ...
    def unnamed_f044(self, *, unnamed: int | None = None) -> bool: ...
    def all(self, *, thing: Thing | None = None) -> AB: ...
