# SERVICE: hostile_values
# SUMMARY: Case: set
# SOCKET: none known
# from hostile_values_client import HostileValues; hostile_values_api = HostileValues()

from typing import Literal

from hero_runtime import Client, Model

class SetResult(Model):
    tag: Literal['x"\n']
    kind: Literal["{{a}}", "'\"", "\u0000"] = "'\""

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
        kind: (
            Literal[
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
            | None
        ) = None,
        only: Literal['"""\\'] | None = None,
        big: int = 1000000000000000000000000000000,
        map: dict[str, list[str]] | None = None,
    ) -> SetResult:
        """write: (pattern ~ ^["'\\\\\\n{}%#]+$, big <=
        10000000000000000000000000000000000000000)
        """
