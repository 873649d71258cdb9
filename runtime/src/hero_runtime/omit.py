"""Tell an argument that was not given from one that is `None`."""

from enum import Enum
from typing import Final


class Omit(Enum):
    """The type of `OMIT`, for signatures such as `limit: int | Omit = OMIT`."""

    OMIT = "OMIT"

    def __repr__(self) -> str:
        return "OMIT"

    __str__ = __repr__


OMIT: Final = Omit.OMIT
"""The default of a parameter that is not sent unless it is given."""
