"""Make calls whose parameters and results are plain JSON values."""

from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from hero_runtime.call import Call
from hero_runtime.errors import ParameterError, escape
from hero_runtime.hooks import ObservedCall
from hero_runtime.json_rpc import Failure, Success
from hero_runtime.options import OnMismatch
from hero_runtime.parameters import Params, arrange_params, select_arguments
from hero_runtime.remote import build_remote_error
from hero_runtime.service import ResultT


class PlainCall(Call[ResultT]):
    """Make one call without declared types: the service checks what it is sent."""

    __slots__ = ()

    def _read_plain(self, body: bytes) -> tuple[object] | None:
        """Leave every answer to `read_answer`: there are no types."""
        return None

    def read_answer(
        self, answer: Success | Failure, on_mismatch: OnMismatch
    ) -> ResultT:
        """Return the result as it is, or raise the error of the answer."""
        if isinstance(answer, Failure):
            raise build_remote_error(self.service.package, answer)
        return cast(ResultT, answer.result)

    def _encode(self) -> Params:
        selected = select_arguments(self.method, self.arguments)
        values = {name: encode_value(name, selected[name]) for name in selected}
        return arrange_params(self.method, values)


class ObservedPlainCall(ObservedCall[ResultT], PlainCall[ResultT]):
    """Make such a call and tell the hooks of it."""

    __slots__ = ()


def encode_value(name: str, value: object) -> object:
    """Return the JSON value of an argument; models, dates and the like have one.

    Raises `ParameterError` for what has none.
    """
    try:
        encoded: object = _any_adapter().dump_python(
            value, mode="json", by_alias=True, exclude_unset=True, warnings="error"
        )
    except (PydanticSerializationError, ValueError, RecursionError) as error:
        raise ParameterError(
            f"parameter {name!r} cannot be written as JSON: {escape(str(error))}",
            field=name,
        ) from error
    return encoded


@cache
def _any_adapter() -> TypeAdapter[Any]:
    # Not a number is kept, so that encoding the request refuses it.
    return TypeAdapter(
        Any, config={"ser_json_inf_nan": "constants", "ser_json_bytes": "base64"}
    )
