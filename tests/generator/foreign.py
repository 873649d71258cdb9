"""Strategies for text and whole documents as a stranger may write them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.generator.documents import document, method, param

HOSTILE = (
    *('"', "'", '"""', "'''", "\\", "\n", "\r", "\t", " ", "\0", "\x1b", "\x7f"),
    *("{{ 7*7 }}", "{% raw %}", "#}", "#", "$", "/", "~1", ".", "-", "_", "__", "%s"),
    *(
        "\u202e",
        "\u2028",
        "\ufeff",
        "é",
        "ß",
        "ﬁ",
        "Ａ",
        "名",
        "ʰ",
        "İ",
        "💥",
    ),
    *("class", "None", "self", "list", "str", "dict", "int", "Any", "Literal", "close"),
    *("builtins", "model_config", "print", "type", "params", "result", "__init__"),
    *("a", "B", "aB", "AB", "1", "word ", "Error", "Date", "x" * 90),
    *("): pass", "import os", "eval('1/0')", "__import__('os')"),
)

hostile_text = st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join)
text = hostile_text | st.text(max_size=20)

_few_names = st.sampled_from(
    ["Node", "node", "list", "a-b", "a b", "名", "Any", "", "x/y"]
)
names = _few_names | text

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(text, inner, max_size=3),
    max_leaves=5,
)

_references = st.builds(
    lambda base, name: {"$ref": f"{base}{name.replace('~', '~0').replace('/', '~1')}"},
    st.sampled_from(
        ["#/components/schemas/"] * 6 + ["#/", "other.json#/", "https://x/"]
    ),
    names,
)
_scalars = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", "integer", "number", "boolean", "null"])},
    optional={
        "format": text,
        "pattern": text,
        "minimum": st.integers() | st.floats(allow_nan=False, allow_infinity=False),
        "exclusiveMaximum": st.integers() | st.booleans(),
        "maxLength": st.integers(-1, 5),
        "nullable": st.booleans(),
    },
)
_values = st.fixed_dictionaries(
    {"enum": st.lists(json_values | text, max_size=4)}
) | st.fixed_dictionaries({"const": json_values})
_leaves: st.SearchStrategy[Any] = (
    _references
    | _scalars
    | _values
    | st.booleans()
    | st.just({})
    | st.just({"type": []})
)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, max_size=3)
    named = st.dictionaries(names, inner, max_size=4)
    objects = st.fixed_dictionaries(
        {"properties": named},
        optional={
            "type": st.sampled_from(["object", ["object", "null"]]),
            "required": st.lists(names, max_size=3),
            "additionalProperties": inner,
            "patternProperties": named,
            "oneOf": several,
        },
    )
    arrays = st.fixed_dictionaries(
        {"type": st.just("array")},
        optional={
            "items": inner | several,
            "prefixItems": several,
            "minItems": st.integers(0, 3),
        },
    )
    groups = st.dictionaries(
        st.sampled_from(["oneOf", "anyOf", "allOf", "$ref-less"]), several, min_size=1
    )
    maps = st.fixed_dictionaries(
        {"type": st.just("object"), "additionalProperties": inner}
    )
    return objects | arrays | groups | maps | several


_documented = st.fixed_dictionaries(
    {},
    optional={
        "title": text,
        "description": text,
        "default": json_values,
        "examples": st.lists(json_values, max_size=2),
        "deprecated": st.booleans(),
    },
)


def _with_documentation(schema: Any, more: dict[str, Any]) -> Any:
    return schema | more if isinstance(schema, dict) else schema


schemas: st.SearchStrategy[Any] = st.recursive(
    st.builds(_with_documentation, _leaves, _documented),
    lambda inner: st.builds(_with_documentation, _containers(inner), _documented),
    max_leaves=12,
)

_params = st.lists(
    st.builds(
        param,
        names,
        schemas,
        required=st.booleans(),
        description=text,
        summary=text,
    ),
    max_size=3,
)
_errors = st.lists(
    st.fixed_dictionaries({"code": st.integers(-5, 5) | text, "message": text}),
    max_size=3,
)
_methods = st.builds(
    lambda name, params, more: method(name, *params, **more),
    names,
    _params,
    st.fixed_dictionaries(
        {},
        optional={
            "result": schemas | st.none(),
            "summary": text,
            "description": text,
            "errors": _errors,
            "deprecated": st.booleans(),
            "paramStructure": st.sampled_from(["by-name", "by-position", "either"]),
        },
    ),
)


def _document(methods: list[Any], named: dict[str, Any], info: Any, url: str) -> Any:
    distinct = list({one["name"]: one for one in methods}.values())
    return document(
        *distinct,
        components={"schemas": named},
        info=info,
        servers=[{"url": url}],
    )


documents: st.SearchStrategy[Any] = st.builds(
    _document,
    st.lists(_methods, max_size=3),
    st.dictionaries(names, schemas, max_size=4),
    st.fixed_dictionaries(
        {"title": text, "version": text}, optional={"description": text}
    ),
    text.map(lambda end: f"http://localhost/{end}"),
)
