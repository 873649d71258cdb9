"""Find flows in folders and search them, without running any.

`search_flows` is what the agent calls; it is imported when it is used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hero_runner.library.search import search_flows

__all__ = ["search_flows"]


def __getattr__(name: str) -> object:
    if name != "search_flows":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from hero_runner.library.search import search_flows

    return search_flows
