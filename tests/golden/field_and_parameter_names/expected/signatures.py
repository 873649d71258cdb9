"""Types of parameters and results of field_and_parameter_names. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from field_and_parameter_names_client.models import Thing

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "thing": Thing,
        "class": int,
        "list": int,
        "str": int,
        "int": int,
        "self": int,
        "model_config": int,
        "copy": int,
        "_private": int,
        "__class__": int,
        "fooBar": int,
        "foo_bar": int,
        "foo-bar": int,
        "with space": int,
        "2nd": int,
        "gr\u00f6\u00dfe": int,
        "\u540d": int,
        "$id": int,
        "@id": int,
        "+1": int,
        "-1": int,
        "hero_extra": int,
        "builtins": int,
        "true": int,
        "None": int,
        "OMIT": int,
        "_nullable": int,
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": Thing,
}
"""Types of results, by method."""
