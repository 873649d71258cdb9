"""Fill templates; the only module that calls jinja2.

Templates hold the shape of a file. Every value given to them is finished source text:
they decide nothing and escape nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import jinja2


def fill(template: str, values: Mapping[str, object]) -> str:
    """Return a template filled with finished values."""
    return _environment().get_template(f"{template}.j2").render(values)


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("hero_generator.render"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
