"""Define the base class of everything that crosses the wire."""

from pydantic import BaseModel, ConfigDict


class WireModel(BaseModel):
    """Refuse unknown fields and values of another type, as the document says.

    Strict mode matters: without it a JSON string would pass for a number, and the
    service would accept what its own document forbids.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
