"""An exported client says on the wire what its document asks for, and reads answers."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.generator.documents import (
    document,
    method,
    object_schema,
    param,
    schema_reference,
    schemas,
)
from tests.generator.flat import load_client
from tests.runtime.servers import Request, Respond, Server, answer, http

NULLABLE = {"anyOf": [{"type": "integer"}, {"type": "null"}]}
PET = object_schema(
    "name",
    **{
        "name": {"type": "string"},
        "from": {"type": "string"},
        "age": NULLABLE,
        "tags": {"type": "array", "items": {"type": "string"}, "default": []},
        "born": {"type": "string", "format": "date-time"},
        "kin": {"type": "array", "items": schema_reference("Pet")},
    },
)
CAT = object_schema("kind", kind={"const": "cat"}, lives={"type": "integer"})
DOG = object_schema("kind", kind={"const": "dog"}, barks={"type": "boolean"})
TREE = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": schema_reference("Tree")},
    ]
}
TEXT = {"type": "string"}
DOCUMENT = document(
    method(
        "pet.add",
        param("pet", schema_reference("Pet"), required=True),
        param("limit", {"type": "integer", "default": 7}),
        param("note", TEXT),
        param("age", NULLABLE),
        result=schema_reference("Pet"),
        errors=[{"code": 41, "message": "No such pet"}],
    ),
    method(
        "move",
        param("x", {"type": "number"}, required=True),
        param("y", {"type": "number"}),
        param("z", {"type": "number"}),
        paramStructure="by-position",
        result={"type": "number"},
    ),
    method("set", param("params", schema_reference("Pet"), required=True)),
    method("animal", result={"oneOf": [CAT, DOG]}),
    method("tree", param("tree", schema_reference("Tree")), result=TREE),
    method("pair", result={"type": "array", "prefixItems": [TEXT, NULLABLE]}),
    method("table", result={"type": "object", "additionalProperties": DOG}),
    method("ping", result={"type": "boolean"}),
    {"name": "tell", "params": [param("text", TEXT, required=True)]},
    components={"schemas": {"Pet": PET, "Tree": TREE, "TransportError": CAT}},
)


class Harness:
    """Hold an exported client and the server it speaks with."""

    def __init__(self, names: dict[str, Any], path: Path) -> None:
        self.names = names
        self.path = path
        self.result: object = True
        self.error: dict[str, object] | None = None
        self.respond: Respond = self._respond
        self.server = Server.on_path(path, lambda request: self.respond(request))
        self.client = names["Small"](path, timeout=5, headers={"X-Hero-Context": "7"})

    def _respond(self, request: Request) -> Any:
        if self.error is not None:
            return answer(request, error=self.error)
        return answer(request, result=self.result)

    @property
    def sent(self) -> Any:
        """Return what was received last."""
        return self.server.requests[-1].envelope


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    return load_client(DOCUMENT, sole_object_parameter=True)


@pytest.fixture
def harness(names: dict[str, Any]) -> Iterator[Harness]:
    with TemporaryDirectory() as folder:
        harness = Harness(names, Path(folder) / "s")
        yield harness
        harness.server.stop()


def test_a_model_goes_out_and_comes_back(harness: Harness) -> None:
    pet_class = harness.names["Pet"]
    moment = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    pet = pet_class(name="a", from_="b", born=moment, kin=[pet_class(name="c")])
    harness.result = {
        "name": "x",
        "from": "y",
        "born": "2026-01-02T00:00:00Z",
        "new": 1,
    }
    answered = harness.client.pet_add(pet)
    kin = [{"name": "c", "tags": []}]
    assert harness.sent["params"] == {
        "pet": {"name": "a", "from": "b", "tags": [], "kin": kin}
        | {"born": "2026-01-02T00:00:00Z"},
        "limit": 7,
    }
    assert harness.sent["method"] == "pet.add"
    assert (answered.from_, answered.age, answered.tags) == ("y", None, [])
    assert answered.born == moment
    assert answered.model_extra == {"new": 1}
    assert answered == answered and answered != pet
    assert harness.server.requests[-1].headers["x-hero-context"] == "7"
    harness.client.pet_add(answered)
    assert harness.sent["params"]["pet"] == {**harness.result, "tags": []}


def test_what_is_omitted_is_not_sent_and_null_is(harness: Harness) -> None:
    harness.result = {"name": "x"}
    harness.client.pet_add({"name": "a"}, limit=None, note=None, age=None)
    assert harness.sent["params"] == {"pet": {"name": "a"}, "age": None}


def test_positions_leave_no_gap(harness: Harness) -> None:
    harness.result = 1
    harness.client.move(1)
    assert harness.sent["params"] == [1]
    harness.client.move(1, z=2.5)
    assert harness.sent["params"] == [1, None, 2.5]


def test_a_sole_params_is_the_params(harness: Harness) -> None:
    harness.client.set(harness.names["Pet"](name="a"))
    assert harness.sent["params"] == {"name": "a", "tags": []}


def test_no_parameters_are_no_params(harness: Harness) -> None:
    assert harness.client.ping() is True
    assert harness.sent == {"jsonrpc": "2.0", "method": "ping", "id": 1}


def test_a_notification_has_no_id(harness: Harness) -> None:
    harness.respond = lambda _: http(b"", 204)
    assert harness.client.tell("x") is None
    assert harness.sent == {
        "jsonrpc": "2.0",
        "method": "tell",
        "params": {"text": "x"},
    }


def test_a_union_is_told_by_its_constant(harness: Harness) -> None:
    harness.result = {"kind": "dog", "barks": True}
    assert type(harness.client.animal()).__name__ == "AnimalResultDog"
    harness.result = {"kind": "cow"}
    with pytest.raises(harness.names["ValidationError"], match="any of its types"):
        harness.client.animal()


def test_recursive_unions_tuples_and_maps(harness: Harness) -> None:
    harness.result = ["a", ["b", []]]
    assert harness.client.tree(tree=["c", ["d"]]) == harness.result
    assert harness.sent["params"] == {"tree": ["c", ["d"]]}
    harness.result = ["a", None]
    assert harness.client.pair() == ("a", None)
    harness.result = {"rex": {"kind": "dog", "barks": False}}
    assert harness.client.table()["rex"].barks is False


@pytest.mark.parametrize(
    ("method_name", "result", "place"),
    [
        ("ping", 1, "result is not of type bool"),
        ("ping", None, "result is not of type bool"),
        ("move", True, "result is not a number"),
        ("pair", ["a"], "result is not 2 items long"),
        ("pet_add", {}, "missing"),
        ("pet_add", {"name": 1}, "result.name is not of type str"),
        ("pet_add", {"name": "", "kin": [{"name": "", "kin": 1}]}, "kin\\[0\\].kin"),
        ("pet_add", {"name": "", "born": "soon"}, "result.born is not text for"),
    ],
)
def test_a_result_of_another_type_is_refused(
    harness: Harness, method_name: str, result: object, place: str
) -> None:
    harness.result = result
    arguments = {"pet_add": ({"name": "a"},), "move": (1,)}.get(method_name, ())
    with pytest.raises(harness.names["ValidationError"], match=place):
        getattr(harness.client, method_name)(*arguments)


@pytest.mark.parametrize("pet", [3, {"name": 1}, {}, None, {"name": object()}])
def test_an_argument_of_another_type_is_not_sent(harness: Harness, pet: object) -> None:
    with pytest.raises(harness.names["ValidationError"], match="pet"):
        harness.client.pet_add(pet)
    with pytest.raises(harness.names["ValidationError"], match="JSON"):
        harness.client.move(math.nan)
    assert harness.server.requests == []


def test_a_declared_error_has_its_class(harness: Harness) -> None:
    harness.error = {"code": 41, "message": "gone\x1b[31m", "data": {"a": 1}}
    with pytest.raises(harness.names["NoSuchPet"]) as caught:
        harness.client.pet_add({"name": "a"})
    assert (caught.value.code, caught.value.data) == (41, {"a": 1})
    assert "\x1b" not in str(caught.value)
    harness.error = {"code": 42, "message": "other"}
    with pytest.raises(harness.names["RemoteError"], match="pet.add: error 42"):
        harness.client.pet_add({"name": "a"})


def test_a_type_of_the_document_keeps_its_name(names: dict[str, Any]) -> None:
    assert issubclass(names["TransportError"], names["Model"])
    assert issubclass(names["TransportError_"], names["HeroError"])


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"id": 1, "result": 1}', b'{"jsonrpc": "2.0", "id": 1}'],
)
def test_an_answer_of_another_form_is_refused(harness: Harness, body: bytes) -> None:
    harness.respond = lambda _: http(body)
    with pytest.raises(harness.names["ProtocolError"]):
        harness.client.ping()


def test_an_answer_to_another_request_is_refused(harness: Harness) -> None:
    harness.respond = lambda _: http(b'{"jsonrpc": "2.0", "id": 9, "result": true}')
    with pytest.raises(harness.names["ProtocolError"], match="another request"):
        harness.client.ping()


BREAKS: dict[str, list[bytes | None]] = {
    "cut": [None],
    "cut body": [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", None],
}


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_connection_may_have_run(harness: Harness, case: str) -> None:
    harness.respond = lambda _: BREAKS[case]
    with pytest.raises(harness.names["TransportError_"]) as caught:
        harness.client.ping()
    assert caught.value.sent


def drip(request: Request) -> Iterator[bytes]:
    """Send one byte after the other, each soon enough for itself."""
    import time

    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    for _ in range(200):
        time.sleep(0.02)
        yield b"x"


def test_the_time_limit_is_for_the_whole_call(harness: Harness) -> None:
    harness.respond = drip
    client = harness.names["Small"](harness.path, timeout=0.3)
    with pytest.raises(harness.names["TransportError_"], match="did not answer"):
        client.ping()


def test_tcp_works_too(names: dict[str, Any]) -> None:
    with Server.on_port(lambda request: answer(request, result=True)) as server:
        assert names["Small"](server.url).ping()
        assert server.requests[0].path == "/api/rpc"


def test_the_socket_is_found_as_the_runtime_finds_it(
    names: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from hero_runtime.service import Service
    from hero_runtime.sockets import list_places

    service = Service("a_b", "a_b_client", 1, ("a_b", "c-d/e", "../up"), ())
    for environ in (
        {},
        {"PATH_SOCKET": "/s", "PATH_ROOT": "~/r"},
        {"HERO_SOCKET_DIR": "/t", "PATH_SOCKET": ""},
    ):
        found = names["_list_places"](service.sockets, environ, "/home/x")
        assert found == list_places(service, environ, "/home/x")
    for variable in ("PATH_SOCKET", "HERO_SOCKET_DIR", "PATH_ROOT"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH_SOCKET", str(tmp_path))
    with pytest.raises(names["TransportError_"], match="small/rpc.sock") as caught:
        names["Small"]().ping()
    assert not caught.value.sent


@pytest.mark.parametrize(
    "make",
    [
        lambda small: small("relative/path"),
        lambda small: small("http://user@host/"),
        lambda small: small("/s", timeout=0),
        lambda small: small("/s", headers={"X": "a\r\nY: b"}),
        lambda small: small("/s", headers={"Content-Length": "3"}),
    ],
)
def test_what_cannot_be_used_is_refused(
    names: dict[str, Any], make: Callable[[Any], Any]
) -> None:
    with pytest.raises(ValueError):
        make(names["Small"])


def test_a_model_says_what_is_wrong_with_its_fields(names: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="missing: \\['name'\\]"):
        names["Pet"]()
    with pytest.raises(TypeError, match="unknown: \\['nam'\\]"):
        names["Pet"](name="a", nam="b")
    first, second = names["Pet"](name="a"), names["Pet"](name="a")
    first.tags.append("x")
    assert second.tags == []
    assert repr(second).startswith("Pet(name='a', from_=None")
