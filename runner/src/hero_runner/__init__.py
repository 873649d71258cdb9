"""Play flows written against generated clients; never generate anything.

from hero_runner import flow, instrument, ask_user
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hero_runner.authoring.flow import flow
    from hero_runner.authoring.instrumented import instrument
    from hero_runner.authoring.questions import ask_user

__all__ = ["ask_user", "flow", "instrument"]

_HOMES = {"flow": "flow", "instrument": "instrumented", "ask_user": "questions"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.authoring.{_HOMES[name]}"), name)
