"""Arguments are arranged into params as the method takes them."""

import pytest

from hero_runtime.errors import ParameterError
from hero_runtime.omit import OMIT
from hero_runtime.parameters import arrange_params, select_arguments
from hero_runtime.service import Method

NAMED: Method[None] = Method("m", ("a-b", "type", "c"), omit_none=("c",))
PLACED: Method[None] = Method("m", ("a", "b", "c"), by_position=True)
SOLE: Method[None] = Method("m", ("params",), sole_object=True)


def test_omitted_arguments_are_left_out() -> None:
    assert select_arguments(NAMED, (None, OMIT, None)) == {"a-b": None}
    assert select_arguments(NAMED, (0, "", False)) == {"a-b": 0, "type": "", "c": False}


def test_the_number_of_arguments_is_that_of_the_parameters() -> None:
    with pytest.raises(ValueError, match="shorter"):
        select_arguments(NAMED, (1, 2))


@pytest.mark.parametrize(
    ("method", "values", "params"),
    [
        (NAMED, {}, {}),
        (NAMED, {"a-b": 1}, {"a-b": 1}),
        (PLACED, {}, []),
        (PLACED, {"a": 1}, [1]),
        (PLACED, {"c": 1}, [None, None, 1]),
        (PLACED, {"a": None, "b": None}, [None, None]),
        (SOLE, {"params": {"x": 1}}, {"x": 1}),
        (SOLE, {"params": [1]}, [1]),
        (SOLE, {}, {}),
        (Method("m"), {}, None),
        (Method("m", by_position=True), {}, None),
    ],
)
def test_params(
    method: Method[None], values: dict[str, object], params: object
) -> None:
    assert arrange_params(method, values) == params


@pytest.mark.parametrize("value", [None, 1, "{}"])
def test_params_are_an_object_or_an_array(value: object) -> None:
    with pytest.raises(ParameterError, match="object or array"):
        arrange_params(SOLE, {"params": value})
