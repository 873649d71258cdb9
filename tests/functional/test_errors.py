"""Errors that a document declares are raised as their classes."""

from __future__ import annotations

import pytest

from hero_runtime import RemoteError
from tests.functional.service import GeneratedService
from tests.generator.documents import document, method

BUSY = {"code": -5, "message": "Service is busy"}
EVIL = {"code": 3, "message": '"""\n{{ 7*7 }} \\'}

DOCUMENT = document(
    method("get", errors=[{"code": 1, "message": "Not found"}, EVIL]),
    method("put", errors=[{"$ref": "#/components/errors/Busy"}]),
    method("log", result=None, errors=[{"code": 1, "message": "Not found"}]),
    components={"errors": {"Busy": BUSY}},
)


@pytest.mark.parametrize(
    ("code", "name"), [(1, "NotFound"), (-5, "ServiceIsBusy"), (99, "RemoteError")]
)
def test_an_error_is_raised_as_the_class_of_its_code(
    code: int, name: str, service: GeneratedService
) -> None:
    service.error = {"code": code, "message": "really", "data": {"why": [1]}}
    with pytest.raises(RemoteError) as caught:
        service.client.get()
    assert type(caught.value) is getattr(service.errors, name, RemoteError)
    assert type(caught.value).__name__ == name
    assert (caught.value.code, caught.value.message) == (code, "really")
    assert caught.value.data == {"why": [1]}
    assert caught.value.method == "get"
    assert caught.value.service == "errors"


def test_errors_are_found_by_code(service: GeneratedService) -> None:
    codes = {code: cls.code for code, cls in service.errors.ERRORS.items()}
    assert codes == {1: 1, 3: 3, -5: -5}


def test_a_notification_raises_too(service: GeneratedService) -> None:
    service.error = {"code": 1, "message": "gone"}
    with pytest.raises(service.errors.NotFound):
        service.client.log()
