"""Draw values that fit a JSON Schema, for answers of a service that is not there."""

import re
from collections.abc import Mapping
from random import Random
from typing import Any, Final

_DEEPEST: Final = 6

# Tried in this order for a `pattern`; a document's own example is better.
_CANDIDATES: Final = (
    *("a", "ab", "abc", "A", "Abc", "1", "12", "0", "0x1", "0x0", "0x", "a1", "a-1"),
    *("a.b", "a/b", "a@b.co", "1.0", "1.0.0", "2026-01-02", "http://a.co", "+1", ""),
    *("0x" + "a" * size for size in (2, 8, 16, 40, 64, 96, 128, 192, 512)),
    *("a" * size for size in (8, 16, 20, 26, 32, 40, 64, 128)),
)
_FORMATS: Final = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "time": "03:04:05Z",
    "byte": "aGVybw==",
    "email": "ann@example.org",
    "uri": "https://example.org/",
    "uuid": "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
}


class Sampler:
    """Draw values for the schemas of one document, the same for the same seed."""

    def __init__(self, root: Any, random: Random) -> None:
        self._root = root
        self._random = random

    def draw(self, schema: Any, depth: int = 0) -> Any:
        """Return a value that fits a schema, small below a certain depth."""
        if not isinstance(schema, dict):
            return None
        if "$ref" in schema:
            return self.draw(resolve(self._root, schema["$ref"]), depth + 1)
        if "const" in schema:
            return schema["const"]
        for keyword in ("enum", "examples"):
            if isinstance(schema.get(keyword), list) and schema[keyword]:
                return self._random.choice(schema[keyword])
        for keyword in ("oneOf", "anyOf"):
            if schema.get(keyword):
                chosen = self._choose(schema[keyword], depth)
                return self.draw(_with_siblings(schema, keyword, chosen), depth + 1)
        if schema.get("allOf"):
            return self._draw_all(schema, depth)
        return self._draw_type(schema, depth)

    def _choose(self, schemas: list[Any], depth: int) -> Any:
        if depth < _DEEPEST:
            return self._random.choice(schemas)
        simple = [one for one in schemas if not {"$ref", "properties"} & set(one)]
        return (simple or schemas)[0]

    def _draw_all(self, schema: Mapping[str, Any], depth: int) -> Any:
        own = {key: schema[key] for key in schema if key != "allOf"}
        parts = [self.draw(part, depth + 1) for part in schema["allOf"]]
        parts += [self.draw(own, depth)] if "properties" in own else []
        objects = [part for part in parts if isinstance(part, dict)]
        if not objects:
            return parts[0]
        return {key: part[key] for part in objects for key in part}

    def _draw_type(self, schema: Mapping[str, Any], depth: int) -> Any:
        declared = schema.get("type", "object" if "properties" in schema else None)
        if isinstance(declared, list):
            declared = self._random.choice(declared)
        match declared:
            case "object":
                return self._draw_object(schema, depth)
            case "array":
                return self._draw_array(schema, depth)
            case "string":
                return draw_text(schema)
            case "integer" | "number":
                return draw_number(schema, self._random)
            case "boolean":
                return self._random.random() < 0.5
        return None

    def _draw_object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        required = schema.get("required", [])
        drawn = {
            name: self.draw(member, depth + 1)
            for name, member in schema.get("properties", {}).items()
            if name in required or (depth < 3 and self._random.random() < 0.5)
        }
        others = schema.get("additionalProperties", True)
        while others is not False and len(drawn) < schema.get("minProperties", 0):
            drawn[f"key{len(drawn) + 1}"] = self.draw(others, depth + 1)
        return drawn

    def _draw_array(self, schema: Mapping[str, Any], depth: int) -> list[Any]:
        first = [self.draw(item, depth + 1) for item in schema.get("prefixItems", [])]
        least = schema.get("minItems", 0)
        wanted = self._random.randint(1, 3) if depth < 3 else 0
        size = min(max(least, wanted), schema.get("maxItems", 1000))
        items = schema.get("items", False if first else {})
        if items is False:
            return first
        drawn = [self.draw(items, depth + 1) for _ in range(size - len(first))]
        if schema.get("uniqueItems") is True:
            drawn = [one for n, one in enumerate(drawn) if one not in drawn[:n]]
        return first + drawn


def _with_siblings(schema: Mapping[str, Any], keyword: str, chosen: Any) -> Any:
    """Return a branch of a union with what stands beside the union."""
    if "properties" not in schema or not isinstance(chosen, dict) or "$ref" in chosen:
        return chosen
    own = {key: schema[key] for key in schema if key != keyword}
    required = [*own.get("required", []), *chosen.get("required", [])]
    properties = own["properties"] | chosen.get("properties", {})
    return own | chosen | {"required": required, "properties": properties}


def resolve(root: Any, reference: str) -> Any:
    """Return what a reference within a document points to (RFC 6901)."""
    place = root
    for part in reference.removeprefix("#").split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        place = place[int(key)] if isinstance(place, list) else place.get(key, {})
    return place


def draw_text(schema: Mapping[str, Any]) -> str:
    """Return a text of the wanted format, pattern and length."""
    if "pattern" not in schema:
        text = _FORMATS.get(schema.get("format", ""), "text")
        least, most = schema.get("minLength", 0), schema.get("maxLength", len(text))
        return text.ljust(least, "x")[: max(least, most)]
    least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
    for text in _CANDIDATES:
        if least <= len(text) <= most and re.search(schema["pattern"], text):
            return text
    raise ValueError(
        f"no text is known that fits the pattern {schema['pattern']!r}: give the "
        "method an example in the document, or in an overlay"
    )


def draw_number(schema: Mapping[str, Any], random: Random) -> int | float:
    """Return a number within the bounds; a whole one fits `number` as well."""
    step = schema.get("multipleOf", 1)
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    low += step if "exclusiveMinimum" in schema else 0
    high = schema.get("maximum", schema.get("exclusiveMaximum", low + 100 * step))
    if schema.get("type") == "number" and high - low < step:
        return float(low + high) / 2
    high -= step if "exclusiveMaximum" in schema else 0
    if "minimum" not in schema and "exclusiveMinimum" not in schema:
        low = min(low, high)
    first = int(-(-low // step))
    drawn: int | float = random.randint(first, max(first, int(high // step))) * step
    return drawn
