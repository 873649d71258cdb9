"""What generated models need of pydantic, so that no checker reads all of it."""

from typing import Any

def Field(
    default: Any = ...,
    *,
    default_factory: Any = ...,
    init: bool = ...,
    **settings: Any,
) -> Any: ...
