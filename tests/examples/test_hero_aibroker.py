"""The stand-in for hero_aibroker, asked through the generated client and the runner."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hero_aibroker_client import HeroAibroker
from hero_aibroker_client.models import ChatMessage
from hero_runner.language_models import (
    ChatAnswer,
    LanguageModelError,
    Usage,
    list_models,
    read_routes,
)
from hero_runner.language_models.errors import (
    EndpointRefused,
    EndpointUnreachable,
    RequestUnfit,
)
from hero_runtime.errors import RemoteError
from tests.runner.language_models.asking import ask
from tests.scripted_model import ModelReply, ScriptedModel, scripted_model

from .service_process import SERVICES, RunningService
from .stand_ins import running_stand_in

USAGE = {"prompt_tokens": 12, "completion_tokens": 3, "cost": 0.5}


def ask_broker(folder: Path, **more: str) -> ChatAnswer:
    """Ask hero_aibroker as the agent would, by the socket in the folder."""
    variables = {
        "HERO_MODEL_DEFAULT_PROVIDER": "hero_aibroker",
        "HERO_MODEL_DEFAULT_SOCKET": str(folder / "hero_aibroker" / "rpc.sock"),
        "HERO_MODEL_DEFAULT_MODEL": "small",
    }
    return ask({**variables, **more})


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch, short_folder: Path) -> Path:
    """The folder whose broker may be asked."""
    address = f"unix:{short_folder / 'hero_aibroker' / 'rpc.sock'}"
    monkeypatch.setenv("HERO_MODEL_REQUESTS", address)
    return short_folder


@pytest.fixture
def upstream() -> Iterator[ScriptedModel]:
    hello = ModelReply("Hello.", usage=USAGE, model="small-2")
    with scripted_model(hello, hello) as model:
        yield model


@pytest.mark.parametrize("shape", ["flat", "wrapped", "either"])
def test_both_shapes_are_found(
    allowed: Path, upstream: ScriptedModel, shape: str
) -> None:
    options = ("--url", upstream.base_url, "--params", shape)
    with running_stand_in("hero_aibroker", allowed, *options):
        answer = ask_broker(allowed)
    assert (answer.text, answer.model) == ("Hello.", "small-2")
    assert (answer.usage, str(answer.cost)) == (Usage(12, 3), "0.5")
    assert (answer.finish_reason, answer.attempts) == ("stop", 1)
    body = upstream.requests[0].body
    assert body["model"] == "small"
    assert body["messages"][1]["content"] == "Say hello."
    assert not upstream.requests[0].streams


def test_a_request_that_the_document_forbids_is_not_sent(
    allowed: Path, upstream: ScriptedModel
) -> None:
    with running_stand_in("hero_aibroker", allowed, "--url", upstream.base_url):
        with pytest.raises(RequestUnfit, match="stop") as caught:
            ask_broker(allowed, HERO_MODEL_DEFAULT_STOP='["a","b","c","d","e"]')
    assert caught.value.attempts == 1
    assert upstream.requests == []


def test_a_refusal_of_the_upstream_is_no_matter_of_shape(allowed: Path) -> None:
    with scripted_model(ModelReply(status=400, error="too long")) as model:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HERO_MODEL_REQUESTS", "all")
            with running_stand_in("hero_aibroker", allowed, "--url", model.base_url):
                with pytest.raises(EndpointRefused, match="too long"):
                    ask_broker(allowed)
    assert len(model.requests) == 1


@pytest.mark.parametrize("status", [401, 402, 429, 503])
def test_the_status_of_the_upstream_comes_through(allowed: Path, status: int) -> None:
    refusal = ModelReply(status=status, error="no", headers={"Retry-After": "0"})
    with scripted_model(refusal, refusal, "Hello.") as model:
        # The scripted model allows only itself.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HERO_MODEL_REQUESTS", "all")
            with running_stand_in("hero_aibroker", allowed, "--url", model.base_url):
                if status >= 429:
                    assert ask_broker(allowed).attempts == 3
                else:
                    with pytest.raises(EndpointRefused, match=f"status {status}"):
                        ask_broker(allowed)


def test_an_upstream_over_a_socket_with_a_key(short_folder: Path) -> None:
    path = short_folder / "model.sock"
    with scripted_model("Hello.", socket=path) as model:
        variables = {
            "HERO_AIBROKER_UPSTREAM_SOCKET": str(path),
            "HERO_AIBROKER_UPSTREAM_KEY": "secret",
        }
        broker = running_stand_in("hero_aibroker", short_folder, environment=variables)
        with broker as running, HeroAibroker(running.socket) as client:
            answer = client.ai_chat("small", [ChatMessage(role="user", content="Hi")])
            models = client.models_list()
            details = client.models_catalog_get("scripted-1")
            providers = client.providers_list()
            with pytest.raises(RemoteError, match="Model not found"):
                client.models_catalog_get("none")
            assert client.models_list(kind="speech") == []
    assert answer.choices is not None
    assert answer.provider == f"forwarded to unix:{path}"
    assert model.requests[0].headers["Authorization"] == "Bearer secret"
    assert [entry.id for entry in models] == ["scripted-1", "scripted-2"]
    assert details.kind == "chat"
    assert [(entry.name, entry.enabled) for entry in providers] == [
        (answer.provider, True)
    ]


def test_a_recording_is_made_and_played_and_says_so(
    allowed: Path, upstream: ScriptedModel
) -> None:
    file = allowed / "plays.jsonl"
    options = ("--url", upstream.base_url, "--record", file)
    with running_stand_in("hero_aibroker", allowed, *options) as broker:
        recorded = ask_broker(allowed)
        assert broker.stop() == 0
    with running_stand_in("hero_aibroker", allowed, "--recording", file) as player:
        played = ask_broker(allowed)
        with HeroAibroker(player.socket) as client:
            providers = client.providers_list()
        with pytest.raises(LanguageModelError, match="holds no answer"):
            ask_broker(allowed, HERO_MODEL_DEFAULT_ATTEMPTS="1")
    assert (played.text, played.usage) == (recorded.text, recorded.usage)
    assert "no language model was asked" in providers[0].name
    assert len(upstream.requests) == 1


def test_entries_by_hand_fit_by_their_text(short_folder: Path) -> None:
    file = short_folder / "plays.jsonl"
    answers = {"two": "second", "one": "first"}
    lines = [
        json.dumps({"contains": text, "response": {"choices": [], "model": answer}})
        for text, answer in answers.items()
    ]
    file.write_text("\n\n".join(lines), "utf-8")
    broker = running_stand_in("hero_aibroker", short_folder, "--recording", file)
    with broker as running, HeroAibroker(running.socket) as client:
        for text, model in sorted(answers.items()):
            message = ChatMessage(role="user", content=f"number {text}")
            answer = client.ai_chat("any", [message])
            assert answer.model == model
            assert "no language model was asked" in str(answer.provider)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ((), "nobody to ask"),
        (("--recording", "none.jsonl"), "cannot be read"),
        (("--recording", "wrong.jsonl"), "wrong.jsonl:2 has no object"),
    ],
)
def test_it_says_what_it_lacks(
    tmp_path: Path, options: tuple[str, ...], text: str
) -> None:
    (tmp_path / "wrong.jsonl").write_text('{"response": {}}\n{"a": 1}', "utf-8")
    done = subprocess.run(
        [sys.executable, SERVICES / "hero_aibroker", "--socket", "x.sock", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1
    assert text in done.stderr
    assert "Traceback" not in done.stderr


def test_the_document_is_the_cached_one_less_what_is_left_out(
    short_folder: Path,
) -> None:
    options = ("hero_aibroker", short_folder, "--url", "http://127.0.0.1:9/v1")
    with running_stand_in(*options) as broker:
        document = broker.call("rpc.discover")
        code, message = broker.fail("ai.tts", model="m", text="Hello")
        served: RunningService = broker
        assert served.request("GET", "/openrpc.json").json == document
    assert (code, "Method not found" in message) == (-32601, True)
    assert "leaves out ai.completions, ai.embed" in document["info"]["description"]
    assert [method["name"] for method in document["methods"]] == [
        *("ai.chat", "models.list", "models.catalog.get", "providers.list")
    ]


def test_nobody_listens(allowed: Path) -> None:
    with pytest.raises(EndpointUnreachable):
        ask_broker(allowed, HERO_MODEL_DEFAULT_ATTEMPTS="1")


def test_models_are_listed_through_the_broker(
    allowed: Path, upstream: ScriptedModel
) -> None:
    with running_stand_in("hero_aibroker", allowed, "--url", upstream.base_url):
        variables = {
            "HERO_MODEL_DEFAULT_PROVIDER": "hero_aibroker",
            "HERO_MODEL_DEFAULT_SOCKET": str(allowed / "hero_aibroker" / "rpc.sock"),
            "HERO_MODEL_DEFAULT_MODEL": "small",
        }
        routes = read_routes(None, variables)
        names = list_models(routes.by_name["write"], routes)
    assert names == ("scripted-1", "scripted-2")
