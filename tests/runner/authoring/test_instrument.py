"""Instrumented clients: a span for each call, and none that finished is made again."""

import json

import pytest

from hero_runner import instrument
from tests.runner.workbench import Workbench

CLIENT = """
    import asyncio, json, os, signal
    from hero_books_client import AsyncHeroBooks, BookNotFound, HeroBooks
    from hero_runner import flow, instrument
    from hero_runtime.transports.memory import AsyncMemoryTransport, MemoryTransport

    def respond(body, headers):
        request = json.loads(body)
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(request["method"] + "\\n")
        answer = {"jsonrpc": "2.0", "id": request["id"]}
        if request["method"] == "book.list":
            book = {"name": "a", "title": "A", "path": "default/a"}
            answer["result"] = {"books": [book]}
        elif request["method"] == "book.exists":
            answer["result"] = True
        else:
            error = {"code": -32001, "message": "no such book"}
            answer["error"] = error
        return json.dumps(answer).encode()

    async def respond_later(body, headers):
        await asyncio.sleep(0)
        return respond(body, headers)

    def kill_once():
        mark = os.environ["JOURNAL"] + ".killed"
        if not os.path.exists(mark):
            open(mark, "x").close()
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("way", ["sync", "async"])
def test_a_generated_client_keeps_its_types(workbench: Workbench, way: str) -> None:
    flows = {
        "sync": """
    @flow
    def books() -> str:
        client = instrument(HeroBooks(transport=MemoryTransport(respond)))
        assert isinstance(client, HeroBooks)
        title = client.book_list(workspace="w").books[0].title
        assert client.book_exists("a") is True
        try:
            client.book_get("b")
        except Exception as error:
            title += type(error).__name__
        kill_once()
        return title
    """,
        "async": """
    @flow
    async def books() -> str:
        transport = AsyncMemoryTransport(respond_later)
        client = instrument(AsyncHeroBooks(transport=transport))
        assert isinstance(client, AsyncHeroBooks)
        title = (await client.book_list(workspace="w")).books[0].title
        assert await client.book_exists("a") is True
        try:
            await client.book_get("b")
        except Exception as error:
            title += type(error).__name__
        kill_once()
        return title
    """,
    }
    name = {"sync": "HeroBooks", "async": "AsyncHeroBooks"}[way]
    workbench.write("books", CLIENT + flows[way])
    assert workbench.play("books", "--id", "p").code == 75
    done = workbench.play("books", "--id", "p")
    assert done.result.startswith("A"), done.stderr
    assert len(done.result) > 1
    calls = ["book.list", "book.exists", "book.get", "book.get"]
    assert workbench.journal() == calls, "an error is not kept, as it may pass"
    spans = [i for i in workbench.show("p")["spans"] if i["kind"] == "rpc"]
    first, replayed = spans[0], spans[3]
    assert first["name"] == replayed["name"] == f"rpc:{name}.book_list"
    assert (first["status"], replayed["status"]) == ("ok", "replayed")
    assert first["attributes"]["rpc.method"] == "book.list"
    assert json.loads(first["attributes"]["hero.rpc.arguments"]) == {"workspace": "w"}
    assert "books" in json.loads(replayed["attributes"]["hero.rpc.result"])
    assert spans[2]["status"] == "failed"
    assert "no such book" in spans[2]["error"]


PLAIN = CLIENT + """
    from pydantic import BaseModel

    class Point(BaseModel):
        x: int

    class Plain:
        factor = 2

        def note(self, text: str, end: str = "!") -> str:
            with open(os.environ["JOURNAL"], "a") as journal:
                journal.write(text + "\\n")
            return text * 3000

        def point(self) -> Point:
            self.note("point")
            return Point(x=1)

        def thing(self):
            self.note("thing")
            return {object()}

        async def later(self) -> int:
            self.note("later")
            return 5

        def fail(self):
            raise OSError("gone")

    @flow
    async def plain() -> list:
        client = instrument(Plain())
        client.factor = 3
        text = client.note("ab", end="?")
        point = client.point()
        assert isinstance(point, Point)
        thing = client.thing()
        assert isinstance(thing, set)
        try:
            client.fail()
        except OSError:
            pass
        later = await client.later()
        kill_once()
        return [len(text), point.x, later, client.factor]
    """


def test_a_plain_object_is_recorded_too(workbench: Workbench) -> None:
    workbench.write("plain", PLAIN)
    assert workbench.play("plain", "--id", "p").code == 75
    done = workbench.play("plain", "--id", "p")
    assert done.result == [6000, 1, 5, 3], done.stderr
    assert workbench.journal() == ["ab", "point", "thing", "later", "thing"]
    first = [i for i in workbench.show("p")["spans"] if i["attempt"] == 1]
    found = {i["name"]: i for i in first}
    note = found["rpc:Plain.note"]["attributes"]
    assert json.loads(note["hero.rpc.arguments"]) == ["ab", {"end": "?"}]
    assert len(note["hero.rpc.result"].encode()) == 4096
    assert found["rpc:Plain.thing"]["attributes"]["hero.kept"] is False
    assert found["rpc:Plain.fail"]["error"] == "OSError: gone"


def test_without_a_listener_the_client_itself_is_returned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HERO_FLOW_SPAN_SOCK", raising=False)
    client = object()
    assert instrument(client) is client
