"""What a service shows is read with care: drift, odd places, hostile documents."""

import inspect
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hero_runtime import (
    AsyncMemoryTransport,
    DriftWarning,
    MemoryTransport,
    ProtocolError,
    RemoteError,
    TransportError,
    connect,
    connect_async,
)
from hero_runtime.document.digest import digest_canonical
from hero_runtime.dynamic.fetch import MAX_DOCUMENT_BYTES
from tests.runtime.conftest import Run
from tests.runtime.servers import Request, Server, answer, http

Serve = Callable[..., Server]
SPECS = Path(__file__).parents[2] / "specs"


def document(*methods: Mapping[str, Any], **members: Any) -> dict[str, Any]:
    """Return a small document."""
    info = {"title": "Shop", "version": "1"}
    return {"openrpc": "1.3.2", "info": info, "methods": list(methods)} | members


def method(name: str, *params: Any, **members: Any) -> dict[str, Any]:
    """Return a method that gives anything."""
    result = {"name": "result", "schema": True}
    return {"name": name, "params": list(params), "result": result} | members


def transport_of(shown: object, sent: list[Any] | None = None) -> MemoryTransport:
    """Return a transport to a service that shows a document and echoes params."""

    def respond(body: bytes, headers: Mapping[str, str]) -> bytes:
        call = json.loads(body)
        if sent is not None:
            sent.append(call)
        if "id" not in call:
            return b""
        is_discover = call["method"] == "rpc.discover"
        result = shown if is_discover else call.get("params")
        text = json.dumps({"jsonrpc": "2.0", "id": call["id"], "result": result})
        return text.replace("Infinity", "1e999").encode()

    return MemoryTransport(respond)


def dynamic(*methods: Mapping[str, Any], **members: Any) -> Any:
    """Return a client of a service that nobody installed a client for."""
    return connect("shop", transport=transport_of(document(*methods, **members)))


def books_document() -> Any:
    """Return the document that the client of hero_books was made from."""
    return json.loads((SPECS / "hero_books" / "openrpc.json").read_bytes())


def test_a_document_that_changed_is_told() -> None:
    changed = books_document()
    changed["methods"][0]["name"] = "book.all"
    with pytest.warns(DriftWarning) as caught:
        client = connect("hero_books", transport=transport_of(changed))
    text = str(caught[0].message)
    assert digest_canonical(changed) in text
    assert digest_canonical(books_document()) in text
    assert "in methods or types" in text
    assert "generate hero_books_client again" in text
    assert caught[0].filename == __file__
    assert client.book_all.__name__ == "book_all"


def test_a_change_of_documentation_only_is_told_as_such() -> None:
    changed = books_document()
    changed["methods"][0]["summary"] = "List all."
    with pytest.warns(DriftWarning, match="only in documentation"):
        connect("hero_books", transport=transport_of(changed))


def test_numbers_and_order_of_keys_are_no_drift() -> None:
    shuffled = {key: value for key, value in reversed(books_document().items())}
    connect("hero_books", transport=transport_of(shuffled))


def test_a_document_that_is_corrected_by_an_overlay_is_no_drift() -> None:
    shown = json.loads((SPECS / "hero_aibroker" / "openrpc.json").read_bytes())
    client = connect("hero_aibroker", transport=transport_of(shown))
    shown["methods"].pop()
    with pytest.warns(DriftWarning, match="in methods or types"):
        connect("hero_aibroker", transport=transport_of(shown))
    assert client.ai_chat.__doc__


def test_names_that_the_lock_keeps_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "kiosk_client"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "methods.py").write_text(
        "from hero_runtime.service import Method, Service\n"
        "SERVICE = Service('kiosk', 'kiosk_client', 1)\n"
        "sell_method = Method('sell', ('a', 'b'), by_position=True)\n"
    )
    names = {"methods": {"sell": "vend"}, "parameters": {"methods/sell/a": "article"}}
    lock = {"service": "kiosk", "names": names, "spec": {}}
    (package / "artifact.lock.json").write_text(json.dumps(lock))
    monkeypatch.syspath_prepend(str(tmp_path))
    shown = document(method("sell", {"name": "a"}, {"name": "b"}), method("buy"))
    client = connect("kiosk", transport=transport_of(shown))
    assert client.vend(article=1, b=2) == [1, 2]
    assert client.buy() is None


def test_the_file_is_read_where_there_is_no_discover(
    serve: Serve, socket_path: Path
) -> None:
    def respond(request: Request) -> list[bytes]:
        if request.path == "/openrpc.json":
            return http(json.dumps(document(method("ping"))).encode())
        if request.envelope["method"] == "rpc.discover":
            return answer(request, error={"code": -32601, "message": "unknown"})
        return answer(request, result="pong")

    server = serve(respond)
    with connect("shop", socket_path, headers={"X-Hero-Context": "7"}) as client:
        assert client.ping() == "pong"
    assert [request.path for request in server.requests] == [
        *("/rpc", "/openrpc.json", "/rpc")
    ]
    assert all(one.headers["x-hero-context"] == "7" for one in server.requests)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, b"gone", "HTTP status 404"),
        (200, b"[1]", "not an OpenRPC document"),
        (200, b"<html>", "not JSON"),
        (200, b"x" * (MAX_DOCUMENT_BYTES + 1), "larger than"),
    ],
)
def test_a_service_without_a_document_says_what_was_tried(
    serve: Serve, socket_path: Path, status: int, body: bytes, reason: str
) -> None:
    serve(lambda request: http(body, status))
    with pytest.raises(ProtocolError) as caught:
        connect("shop", socket_path)
    text = str(caught.value)
    assert text.startswith("shop rpc.discover: the service at unix:")
    assert "rpc.discover: " in text and "GET /openrpc.json: " in text
    assert reason in text
    assert len(text) < 6000


def test_over_tcp() -> None:
    shown = document(method("ping"))
    with Server.on_port(lambda request: answer(request, result=shown)) as server:
        with connect("shop", server.url) as client:
            assert client.ping() == shown


def test_in_an_event_loop(run: Run) -> None:
    answer_once = transport_of(document(method("ping", {"name": "a"})))

    async def respond(body: bytes, headers: Mapping[str, str]) -> bytes:
        return answer_once._respond(body, headers)

    async def main() -> None:
        transport = AsyncMemoryTransport(respond)
        async with await connect_async("shop", transport=transport) as client:
            assert await client.ping(a=1) == {"a": 1}

    run(main)


def test_references_notifications_and_a_sole_object() -> None:
    sent: list[Any] = []
    shown = document(
        {"$ref": "#/components/methods/List"},
        {"name": "log", "params": []},
        method("run", {"name": "params"}),
        components={
            "methods": {
                "List": method("list", {"$ref": "#/components/contentDescriptors/A~1B"})
            },
            "contentDescriptors": {"A/B": {"name": "a/b", "required": True}},
        },
    )
    client = connect("shop", transport=transport_of(shown, sent))
    assert client.list(1) == {"a/b": 1}
    assert client.log() is None
    assert "id" not in sent[-1]
    assert client.run(params={"x": 1}) == {"x": 1}
    plain = connect("shop", transport=transport_of(shown), sole_object_parameter=False)
    assert plain.run(params={"x": 1}) == {"params": {"x": 1}}


def test_prose_for_names_means_positions() -> None:
    client = dynamic(method("get", {"name": "Block hash", "required": True}))
    assert client.get("0x1") == ["0x1"]


HOSTILE = [
    'x"""\nimport os\n',
    "__class__",
    "__init__",
    "_call",
    "_service",
    "batch",
    "with_options",
    "None",
    "a b; import os",
    "\ud800",
    "\u202eevil",
    "é" * 500,
    "",
]


def test_hostile_names_are_safe_names_and_sent_as_they_are() -> None:
    client = dynamic(
        *(method(name, {"name": name}, paramStructure="by-name") for name in HOSTILE)
    )
    own = [name for name in vars(type(client)) if not name.startswith("_")]
    assert len(own) == len(HOSTILE) + 1
    for name in own:
        assert name.isidentifier() and len(name) <= 90
        function = getattr(client, name)
        assert all(c.isprintable() or c == "\n" for c in function.__doc__ or "")
    assert set(inspect.signature(client.with_options_).parameters) == {"with_options"}
    assert client.with_options_(with_options=1) == {"with_options": 1}


ODD: list[Any] = [
    [7, None, {"name": 3}, {"$ref": 1}, {"$ref": "#/methods/4"}, {"$ref": "x.json#/a"}],
    [{"$ref": "#/methods/-1"}, {"$ref": "#/methods/99999999999"}, {"$ref": "#/info/a"}],
    [],
]


@pytest.mark.parametrize("methods", ODD)
def test_what_is_no_method_is_left_out(methods: list[Any]) -> None:
    client = dynamic(*methods)
    assert [n for n in vars(type(client)) if not n.startswith("_")] == ["batch"]


def test_odd_parameters_and_defaults_are_left_to_the_service() -> None:
    schemas: list[Any] = [
        {"type": "integer", "default": "1"},
        {"type": "integer", "default": True},
        {"type": "string", "default": "x" * 5000},
        {"type": "string", "enum": ["a"], "default": "b"},
        {"type": ["string"], "default": "b"},
        {"type": {}, "default": {}},
        {"$ref": "#/none", "default": 1},
        {"type": "number", "default": 1e999},
        {"default": 1},
        7,
    ]
    params = [{"name": f"p{n}", "schema": one} for n, one in enumerate(schemas)]
    odd = [None, 3, {"$ref": "#/none"}, {"name": 5}, {"name": "p0"}]
    client = dynamic(method("get", *params, *odd), method("put") | {"params": {}})
    assert client.get() == {}
    assert client.get(p7=1) == {"p7": 1}
    assert client.put() is None


def test_a_document_is_bounded() -> None:
    with pytest.raises(ProtocolError, match="more than 10000 methods"):
        dynamic(*(method(f"m{number}") for number in range(10_001)))
    with pytest.raises(ProtocolError, match="larger than"):
        dynamic(method("m", description="x" * MAX_DOCUMENT_BYTES))
    long = dynamic(method("m", description="x" * 100_000, summary="y" * 100_000))
    assert len(long.m.__doc__) < 3000


def test_a_document_that_is_nested_too_deeply_is_refused() -> None:
    deep = books_document() | {"x-deep": json.loads("[" * 900 + "]" * 900)}
    with pytest.raises(ProtocolError, match="cannot be read|nested too deeply"):
        connect("hero_books", transport=transport_of(deep))
    hopeless = b'{"jsonrpc":"2.0","id":1,"result":' + b"[" * 200_000
    with pytest.raises(ProtocolError, match="nested too deeply"):
        connect("shop", transport=MemoryTransport(lambda body, headers: hopeless))


def test_names_that_are_alike_are_told_apart() -> None:
    alike = [f"a{' ' * (number % 90)}{'_' * (number // 90)}" for number in range(8000)]
    client = dynamic(*map(method, alike))
    own = {name for name in vars(type(client)) if name.startswith("a")}
    assert len(own) == len(alike)


@pytest.mark.parametrize("shown", [None, [], "text", {}, {"methods": {}}])
def test_what_is_no_document_is_refused(shown: object) -> None:
    with pytest.raises(ProtocolError, match="shop rpc.discover: .*no methods"):
        connect("shop", transport=transport_of(shown))


def test_errors_without_an_installed_client() -> None:
    failed = {"error": {"code": 7, "message": "sold"}}
    shown = document(method("buy", errors=[{"code": 7, "message": "Sold out."}, 3, {}]))

    def respond(body: bytes, headers: Mapping[str, str]) -> bytes:
        call = json.loads(body)
        found = {"result": shown} if call["method"] == "rpc.discover" else failed
        return json.dumps({"jsonrpc": "2.0", "id": call["id"]} | found).encode()

    client: Any = connect("shop", transport=MemoryTransport(respond))
    assert "RemoteError: 7 Sold out." in client.buy.__doc__
    with pytest.raises(RemoteError, match="shop buy: error 7: sold"):
        client.buy()


def test_a_header_or_target_that_cannot_be_used() -> None:
    with pytest.raises(ValueError, match="line break"):
        connect("shop", "/tmp/none.sock", headers={"X-A": "a\nb"})
    with pytest.raises(ValueError, match="is not an address"):
        connect("shop", "ftp://host")
    with pytest.raises(TransportError):
        connect("../shop")
