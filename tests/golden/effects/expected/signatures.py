"""Types of parameters and results of effects. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "job.get": {},
    "job.run": {},
    "job.delete": {},
    "job.list": {},
    "job.purge": {},
    "job.start": {},
    "job.check": {},
    "getOrCreate": {},
    "job.status": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "job.get": bool,
    "job.run": bool,
    "job.delete": bool,
    "job.list": bool,
    "job.purge": bool,
    "job.start": bool,
    "job.check": bool,
    "getOrCreate": bool,
    "job.status": bool,
}
"""Types of results, by method."""
