"""What a script may import, and what it may not name, as tables."""

from __future__ import annotations

from typing import Final

MODULES: Final = frozenset(
    {
        *("__future__", "abc", "asyncio", "base64", "binascii", "bisect", "calendar"),
        *("cmath", "collections", "collections.abc", "copy", "contextlib", "csv"),
        *("dataclasses", "datetime", "decimal", "difflib", "enum", "fractions"),
        *("functools", "hashlib", "heapq", "hmac", "html", "io", "ipaddress"),
        *("itertools", "json", "math", "numbers", "operator", "pprint", "random", "re"),
        *("secrets", "statistics", "string", "textwrap", "time", "types", "typing"),
        *("typing_extensions", "unicodedata", "urllib.parse", "uuid", "zlib"),
        "zoneinfo",
    }
)
"""Standard modules that compute; none that reaches files, processes or sockets."""

CLIENT_MODULES: Final = frozenset({"async_client", "client", "errors", "models"})
"""Modules of a client package that a script may import from."""

RUNTIME_MODULES: Final = frozenset({"hero_runtime", "hero_runtime.errors"})

RUNTIME_NAMES: Final = frozenset(
    {
        *("BatchResult", "ConnectionFailed", "ConnectionLost", "DependencyMissing"),
        *("HeroError", "InterfaceMismatch", "MismatchWarning", "OMIT", "Omit"),
        *("ParameterError", "ProtocolError", "RemoteError", "ResultError", "Retry"),
        *("Subscription", "TimedOut", "Timeout", "TransportError", "ValidationError"),
    }
)
"""Names of the runtime that a script needs: its errors and options of a call."""

MEMBERS: Final = {
    "asyncio.create_subprocess_exec": "scripts start no processes",
    "asyncio.create_subprocess_shell": "scripts start no processes",
    "asyncio.subprocess": "scripts start no processes",
    "asyncio.open_connection": "call services through their clients",
    "asyncio.open_unix_connection": "call services through their clients",
    "asyncio.start_server": "scripts serve nothing",
    "asyncio.start_unix_server": "scripts serve nothing",
    "io.FileIO": "scripts open no files",
    "io.open": "scripts open no files",
    "io.open_code": "scripts open no files",
    "functools.singledispatch": "write an if with isinstance",
    "operator.attrgetter": "write a lambda: `lambda item: item.name`",
    "operator.methodcaller": "write a lambda: `lambda item: item.method()`",
    "types.CodeType": "scripts build no code",
    "types.FunctionType": "write a def or a lambda",
    "types.LambdaType": "write a def or a lambda",
    "types.MethodType": "write a def or a lambda",
    "types.ModuleType": "scripts build no modules",
    "types.new_class": "write a class statement",
    "typing.TYPE_CHECKING": "write code that is the same for Python and the checker",
    "typing.cast": "test with isinstance, or let the value keep its type",
    "typing.get_type_hints": "write the types out",
    "typing.no_type_check": "let the function be checked",
    "typing.no_type_check_decorator": "let the function be checked",
    "typing.type_check_only": "write a class that exists",
}
"""Members of these modules that a script may not use, and what to write instead."""

BUILTINS: Final = {
    "__import__": "write an import statement",
    "breakpoint": "nobody is there to debug",
    "compile": "write the code out",
    "delattr": "set the field to None",
    "eval": "write the expression out, or use json.loads for data",
    "exec": "write the code out",
    "exit": "raise an exception, or end the function with return",
    "getattr": "write `value.name`: the interface has every name",
    "globals": "use a dict of your own",
    "help": "the interface says it all",
    "input": "nobody is there to answer",
    "locals": "use a dict of your own",
    "memoryview": "use bytes",
    "open": "scripts open no files: call a service, or print the result",
    "quit": "raise an exception, or end the function with return",
    "setattr": "write `value.name = ...`",
    "vars": "use `value.model_dump()` for the fields of a model",
}
"""Builtins that a script may not name, and what to write instead."""

METHODS: Final = frozenset({"__init__", "__name__", "__doc__", "__post_init__"})
"""Names with two underscores that a script may read."""
