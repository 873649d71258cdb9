"""Give flows that import `hero_tracing` the same API as `hero_runner`.

from hero_tracing import flow, instrument, ask_user
"""

from hero_runner import ask_user, flow, instrument

__all__ = ["ask_user", "flow", "instrument"]
