"""Find flows in folders and search them, without running any."""

from hero_runner.library.search import search_flows

__all__ = ["search_flows"]
