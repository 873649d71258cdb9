"""Types of parameters and results of inline_names. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from inline_names_client.models import (
    UserCreateResult,
    UserCreateUser,
    UserFindBy,
    UserFindResultItem,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "user.create": {"user": UserCreateUser},
    "user.find": {"by": UserFindBy},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "user.create": UserCreateResult,
    "user.find": list[UserFindResultItem],
}
"""Types of results, by method."""
