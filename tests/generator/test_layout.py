"""What is laid out without black is what black would write."""

from __future__ import annotations

import ast

import black
from black.mode import Mode, TargetVersion
from hypothesis import given
from hypothesis import strategies as st

from hero_generator.annotations import Annotation
from hero_generator.layout import assigned_tuple, bracketed, definition, entry
from hero_generator.render.imports import import_statement
from hero_generator.render.models import field_declaration
from hero_generator.style import format_module

names = st.from_regex(r"[a-z]{1,40}", fullmatch=True)
classes = st.from_regex(r"[A-Z][a-z]{0,40}", fullmatch=True)
many_names = st.lists(names, min_size=1, max_size=8, unique=True)
types = st.one_of(
    classes,
    st.builds("list[{}]".format, classes),
    st.builds("{} | None".format, classes),
    st.builds("dict[str, {}]".format, classes),
)


def black_form(text: str) -> str:
    """Format a module with black alone."""
    return black.format_str(text, mode=Mode(target_versions={TargetVersion.PY311}))


def holds(text: str) -> None:
    """Assert that our way to black's form ends where black ends."""
    assert format_module(text, is_stub=False) == black_form(text)


def in_class(statement: str) -> str:
    """Put a statement into a class."""
    return f"class C:\n    {statement}\n"


@given(st.lists(names, min_size=2, max_size=30, unique=True))
def test_tuples(items: list[str]) -> None:
    holds(assigned_tuple("__all__", [f'"{item}"' for item in items]) + "\n")


@given(names, many_names)
def test_imports(module: str, imported: list[str]) -> None:
    holds(import_statement(f"m_{module}", [f"n_{name}" for name in imported]) + "\n")


@given(
    st.sampled_from(["def", "async def"]),
    names,
    st.dictionaries(names, types, max_size=6),
    types,
)
def test_method_heads(
    keyword: str, name: str, parameters: dict[str, str], result: str
) -> None:
    items = ["self", *(f"p_{key}: {value}" for key, value in parameters.items())]
    head = definition(f"{keyword} m_{name}", items, result)
    holds(in_class(f"{head}\n        return 1"))


@given(names, classes, st.lists(names, min_size=1, max_size=6), st.booleans())
def test_method_constants(name: str, result: str, items: list[str], flag: bool) -> None:
    texts = [f'"{item}"' for item in items]
    arguments = [texts[0], f"({', '.join(texts)}, 1)"] if len(texts) > 1 else texts
    arguments += ["by_position=True"] if flag else []
    head = f"_{name}: Final[Method[{result}]] = Method("
    holds(bracketed(head, arguments, ")", 0) + "\n")


@given(names, types, names, st.booleans())
def test_fields(name: str, type_: str, alias: str, optional: bool) -> None:
    text = f'Annotated[{type_}, Field(alias="{alias}")]'
    annotation = Annotation(ast.parse(text, mode="eval").body)
    default = "None" if optional else ""
    holds(in_class(field_declaration(f"f_{name}", annotation, text, default)))


@given(st.from_regex(r"[a-z]{1,90}", fullmatch=True), st.dictionaries(names, types))
def test_entries(key: str, items: dict[str, str]) -> None:
    pairs = [f'"{name}": {type_}' for name, type_ in items.items()]
    holds(f"X = {{\n    {entry(f'{chr(34)}{key}{chr(34)}', pairs, 4)}\n}}\n")
