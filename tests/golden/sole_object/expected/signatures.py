"""Types of parameters and results of sole_object. Generated: do not edit."""

from __future__ import annotations

from typing import Any, Final

from jobs_client.models import JobRunParams, OtherOptions

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "job.run": {"params": JobRunParams},
    "job.list": {"params": dict[str, Any]},
    "two": {"params": str, "more": str},
    "other": {"options": OtherOptions},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "job.run": bool,
    "job.list": bool,
    "two": bool,
    "other": bool,
}
"""Types of results, by method."""
