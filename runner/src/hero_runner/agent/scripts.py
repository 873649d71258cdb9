"""Make a script that can be run from one with a function `main`, and read its inputs.

The parameters of `main` are the inputs of a script that is kept. Lines keep their
numbers, so that errors name them.
"""

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MAIN: Final = "main"


@dataclass(frozen=True, slots=True)
class Input:
    """A parameter of a script: its name, its type as it is written, its default."""

    name: str
    annotation: str
    default: str | None
    """As it is written; None for a required one."""


class NoInputs(Exception):
    """Say why a script has no typed inputs."""


def complete_script(source: str, inputs: Mapping[str, Any] | None = None) -> str:
    """Return the script with a call of its `main`, with inputs if there are any.

    A script that calls `main` itself, or has none, is returned as it is, unless there
    are inputs: then its own calls are left out.
    """
    module = ast.parse(source)
    main = _find_main(module)
    if main is None:
        return source
    own_calls = [node for node in module.body if _is_call_of_main(node)]
    if own_calls and not inputs:
        return source
    lines = source.splitlines()
    for node in own_calls:
        for number in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[number] = ""
    called = _render_call(inputs or {})
    if isinstance(main, ast.AsyncFunctionDef):
        called = f"__import__('asyncio').run({called})"
    return "\n".join([*lines, called]) + "\n"


def read_inputs(source: str) -> tuple[Input, ...]:
    """Return the parameters of `main`.

    Raises `NoInputs` where one cannot be an input.
    """
    main = _find_main(ast.parse(source))
    if main is None:
        raise NoInputs("the script has no function main")
    arguments = main.args
    if arguments.vararg or arguments.kwarg or arguments.posonlyargs:
        raise NoInputs("main takes more than named parameters")
    positional = arguments.args
    padding: list[ast.expr | None] = [None] * (
        len(positional) - len(arguments.defaults)
    )
    pairs = [
        *zip(positional, [*padding, *arguments.defaults], strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return tuple(_read_input(parameter, default) for parameter, default in pairs)


def _read_input(parameter: ast.arg, default: ast.expr | None) -> Input:
    if parameter.annotation is None:
        raise NoInputs(f"the parameter {parameter.arg} of main has no type")
    annotation = ast.unparse(parameter.annotation)
    if not _is_plain(parameter.annotation):
        raise NoInputs(
            f"the parameter {parameter.arg} of main has the type {annotation}, which "
            "is not one of str, int, float, bool, a list of these, or None"
        )
    if default is None:
        return Input(parameter.arg, annotation, None)
    try:
        value = ast.literal_eval(default)
    except ValueError:
        raise NoInputs(
            f"the default of the parameter {parameter.arg} of main is no plain value"
        ) from None
    return Input(parameter.arg, annotation, _render_value(value))


def _render_value(value: object) -> str:
    """Return a plain value as black writes it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_render_value, value))}]"
    return repr(value)


def _is_plain(annotation: ast.expr) -> bool:
    match annotation:
        case ast.Name(id="str" | "int" | "float" | "bool"):
            return True
        case ast.Constant(value=None):
            return True
        case ast.Subscript(value=ast.Name(id="list"), slice=inner):
            return _is_plain(inner)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_plain(left) and _is_plain(right)
    return False


def _find_main(module: ast.Module) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name == MAIN:
                return node
    return None


def _is_call_of_main(node: ast.stmt) -> bool:
    """Tell whether a statement at the top calls `main`, guarded or not."""
    if not isinstance(node, ast.Expr | ast.If | ast.Assign):
        return False
    return any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Name)
        and one.func.id == MAIN
        for one in ast.walk(node)
    )


def _render_call(inputs: Mapping[str, Any]) -> str:
    if not inputs:
        return f"{MAIN}()"
    text = json.dumps(dict(inputs), ensure_ascii=True)
    return f"{MAIN}(**__import__('json').loads({text!r}))"
