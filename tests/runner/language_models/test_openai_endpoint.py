"""Any endpoint with the OpenAI interface: what is sent, and what is made of answers."""

from decimal import Decimal
from pathlib import Path

import pytest

from hero_runner.language_models import (
    ChatRequest,
    LanguageModelError,
    Message,
    Usage,
    language_model_for,
    list_models,
    read_routes,
)
from hero_runner.language_models.errors import (
    AnswerLate,
    AnswerLost,
    AnswerTooLarge,
    AnswerUnreadable,
    EndpointRefused,
    EndpointUnreachable,
    RequestsDenied,
)
from tests.runner.language_models.asking import ask, build_request
from tests.scripted_model import ModelReply, scripted_model

ONCE = {"HERO_MODEL_DEFAULT_ATTEMPTS": "1"}
WHOLE = {"HERO_MODEL_DEFAULT_STREAM": "false"}
USAGE = {
    "prompt_tokens": 1000,
    "completion_tokens": 50,
    "total_tokens": 1050,
    "prompt_tokens_details": {"cached_tokens": 600},
    "completion_tokens_details": {"reasoning_tokens": 20},
}
KEY = "secret-key-of-the-test"


@pytest.mark.parametrize("stream", ["true", "false"])
def test_an_answer_with_its_usage(stream: str) -> None:
    with scripted_model(ModelReply("Hello, you there.", usage=USAGE)) as model:
        answer = ask(model.environment, HERO_MODEL_DEFAULT_STREAM=stream)
    assert answer.text == "Hello, you there."
    assert answer.usage == Usage(1000, 50, cached_tokens=600, reasoning_tokens=20)
    assert (answer.model, answer.finish_reason) == ("scripted-1", "stop")
    assert (answer.attempts, answer.provider) == (1, "write")
    assert answer.cost is None
    assert not answer.is_truncated
    assert model.requests[0].streams is (stream == "true")


@pytest.mark.parametrize("stream", ["true", "false"])
def test_over_a_unix_socket(short_folder: Path, stream: str) -> None:
    with scripted_model("Hello.", socket=short_folder / "model.sock") as model:
        answer = ask(model.environment, HERO_MODEL_DEFAULT_STREAM=stream)
    assert answer.text == "Hello."
    assert model.requests[0].path == "/v1/chat/completions"


def test_a_proxy_does_not_stand_before_a_socket(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with scripted_model("Hello.", socket=short_folder / "model.sock") as model:
        assert ask(model.environment).text == "Hello."
    with scripted_model("Hello.") as model:
        assert ask(model.environment).text == "Hello."


def test_settings_of_the_route_and_of_the_request_are_sent() -> None:
    more = {
        "HERO_MODEL_DEFAULT_TEMPERATURE": "0.5",
        "HERO_MODEL_DEFAULT_SEED": "7",
        "HERO_MODEL_DEFAULT_STOP": '["END"]',
    }
    with scripted_model("a", "b") as model:
        routes = read_routes(None, model.environment | more)
        language_model_for("write", routes).complete(build_request())
        request = ChatRequest(
            (Message("user", "x"),), temperature=0, max_tokens=9, stop=("OVER",)
        )
        language_model_for("write", routes).complete(request)
    first, second = (seen.body for seen in model.requests)
    assert first["model"] == "scripted"
    assert first["messages"][1] == {"role": "user", "content": "Say hello."}
    assert (first["temperature"], first["seed"], first["stop"]) == (0.5, 7, ["END"])
    assert "max_tokens" not in first
    assert (second["temperature"], second["seed"]) == (0, 7)
    assert (second["max_tokens"], second["stop"]) == (9, ["OVER"])
    assert first["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize("more", [{}, WHOLE])
@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        {"prompt_tokens": 3},
        {"prompt_tokens": "3", "completion_tokens": 4},
        {"prompt_tokens": -1, "completion_tokens": True},
    ],
)
def test_usage_that_is_missing_is_unknown(
    usage: dict[str, object] | None, more: dict[str, str]
) -> None:
    prices = {
        "HERO_MODEL_DEFAULT_PROMPT_PRICE": "1",
        "HERO_MODEL_DEFAULT_COMPLETION_PRICE": "1",
    }
    with scripted_model(ModelReply("Hello.", usage=usage)) as model:
        answer = ask(model.environment, **more, **prices)
    assert answer.text == "Hello."
    assert (answer.usage, answer.cost) == (None, None)


def test_the_cost_comes_from_the_prices_of_the_route() -> None:
    prices = {
        "HERO_MODEL_DEFAULT_PROMPT_PRICE": "2",
        "HERO_MODEL_DEFAULT_CACHED_PRICE": "0.5",
        "HERO_MODEL_DEFAULT_COMPLETION_PRICE": "10.10",
    }
    with scripted_model(ModelReply("Hello.", usage=USAGE)) as model:
        answer = ask(model.environment, **prices)
    # 400 at 2, 600 at 0.5 and 50 at 10.10, for a million each.
    assert answer.cost == Decimal("0.001605")


def test_a_cost_that_the_endpoint_states_is_taken_without_prices() -> None:
    with scripted_model(ModelReply("Hello.", usage=USAGE | {"cost": 0.25})) as model:
        assert ask(model.environment).cost == Decimal("0.25")


def test_a_truncated_answer_says_so() -> None:
    with scripted_model(ModelReply("def f(", finish_reason="length")) as model:
        assert ask(model.environment).is_truncated


def test_an_endpoint_that_does_not_stream_is_read_whole() -> None:
    body = b'{"choices": [{"message": {"content": "Hello."}}]}'
    with scripted_model(ModelReply(body=body)) as model:
        answer = ask(model.environment)
    assert (answer.text, answer.model) == ("Hello.", "scripted")


def test_a_stream_without_done_ends_with_its_finish_reason() -> None:
    with scripted_model(ModelReply("Hello.", ends_with_done=False)) as model:
        assert ask(model.environment).text == "Hello."


def test_an_answer_without_text_is_empty() -> None:
    body = b'{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}'
    with scripted_model(ModelReply(body=body)) as model:
        assert ask(model.environment).text == ""


@pytest.mark.parametrize("field", ["max_completion_tokens", "stream_options"])
def test_a_dialect_is_learnt_once(field: str) -> None:
    refusal = ModelReply(status=400, error=f"Unsupported parameter: see '{field}'")
    with scripted_model(refusal, "one", "two") as model:
        routes = read_routes(None, model.environment)
        language_model = language_model_for("write", routes)
        request = build_request(max_tokens=5)
        texts = [language_model.complete(request).text for _ in range(2)]
    assert texts == ["one", "two"]
    first, *others = (seen.body for seen in model.requests)
    assert len(others) == 2
    assert first["max_tokens"] == 5
    for body in others:
        assert ("max_completion_tokens" in body) is (field != "stream_options")
        assert ("stream_options" in body) is (field != "stream_options")


def test_a_key_is_sent_and_never_shown() -> None:
    echo = ModelReply(status=401, error=f"Bearer {KEY} is wrong\x1b[31m")
    with scripted_model("Hello.", echo) as model:
        more = {"HERO_MODEL_DEFAULT_API_KEY_VARIABLE": "THE_KEY", "THE_KEY": KEY}
        routes = read_routes(None, model.environment | more)
        language_model = language_model_for("write", routes)
        language_model.complete(build_request())
        with pytest.raises(EndpointRefused) as caught:
            language_model.complete(build_request())
    assert model.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert "Bearer *** is wrong\\x1b[31m" in str(caught.value)
    assert KEY not in f"{caught.value!r} {routes!r} {language_model!r}"
    assert caught.value.__cause__ is None


NONSENSE = [
    ModelReply(body=b"<html>Not found</html>", content_type="text/html"),
    ModelReply(body=b"\x00\xff\x1b[2J"),
    ModelReply(body=b""),
    ModelReply(body=b"[]"),
    ModelReply(body=b'{"choices": []}'),
    ModelReply(body=b'{"choices": "none"}'),
    ModelReply(body=b'{"choices": [{"message": {"content": {"a": 1}}}]}'),
    ModelReply(body=b"[" * 200_000),
    ModelReply(body=b'{"a": ' + b"9" * 5000 + b"}"),
    ModelReply(body=b"data: nonsense\n\n", content_type="text/event-stream"),
    ModelReply(body=b"data: []\n\n", content_type="text/event-stream"),
]


@pytest.mark.parametrize("reply", NONSENSE)
@pytest.mark.parametrize("more", [{}, WHOLE])
def test_nonsense_is_refused(reply: ModelReply, more: dict[str, str]) -> None:
    with scripted_model(reply) as model:
        with pytest.raises(AnswerUnreadable) as caught:
            ask(model.environment, **more)
    assert "usually ends with /v1" in str(caught.value)
    assert len(str(caught.value)) < 1000
    assert "\x1b" not in str(caught.value)
    assert len(model.requests) == 1


@pytest.mark.parametrize("more", [{}, WHOLE])
def test_a_huge_answer_is_given_up(more: dict[str, str]) -> None:
    huge = ModelReply("x" * 1_200_000, chunk_characters=100_000)
    with scripted_model(huge) as model:
        with pytest.raises(AnswerTooLarge, match="max_tokens"):
            ask(model.environment, **more)


def test_bytes_without_end_are_given_up() -> None:
    kind = "text/event-stream"
    with scripted_model(ModelReply(body=b":" * 17_000_000, content_type=kind)) as model:
        with pytest.raises(AnswerTooLarge):
            ask(model.environment)


@pytest.mark.parametrize("more", [{}, WHOLE])
@pytest.mark.parametrize("cut_after", [0, 1])
def test_a_cut_connection_is_noticed(cut_after: int, more: dict[str, str]) -> None:
    reply = ModelReply("Hello, you there, who reads this.", cut_after=cut_after)
    with scripted_model(reply) as model:
        with pytest.raises(AnswerLost):
            ask(model.environment, **ONCE, **more)


def test_a_stream_that_ends_early_is_noticed() -> None:
    body = b'data: {"choices": [{"delta": {"content": "He"}}]}\n\n'
    reply = ModelReply(body=body, content_type="text/event-stream")
    with scripted_model(reply) as model:
        with pytest.raises(AnswerLost, match="ended before the answer did"):
            ask(model.environment, **ONCE)


def test_an_error_in_the_stream_is_one_of_the_endpoint() -> None:
    body = b'data: {"error": {"code": 402, "message": "no credits"}}\n\n'
    reply = ModelReply(body=body, content_type="text/event-stream")
    with scripted_model(reply) as model:
        with pytest.raises(EndpointRefused, match="status 402: no credits"):
            ask(model.environment)


@pytest.mark.parametrize(
    ("reply", "limit"),
    [
        (ModelReply("Hello.", delay=5), "READ"),
        (ModelReply("Hello.", chunk_delay=5), "READ"),
        (ModelReply("Hello.", delay=5), "TOTAL"),
        (ModelReply("Hello." * 50, chunk_delay=0.1, chunk_characters=1), "TOTAL"),
    ],
)
def test_a_late_answer_is_given_up(reply: ModelReply, limit: str) -> None:
    more = {f"HERO_MODEL_DEFAULT_{limit}_TIMEOUT": "0.3"}
    with scripted_model(reply) as model:
        with pytest.raises(AnswerLate, match="timeout"):
            ask(model.environment, **more)
    assert len(model.requests) == 1


def test_nobody_there(short_folder: Path) -> None:
    with scripted_model(socket=short_folder / "model.sock") as model:
        environment = {**model.environment, **ONCE}
        (short_folder / "model.sock").unlink()
        with pytest.raises(EndpointUnreachable, match="model.sock"):
            ask(environment)


@pytest.mark.parametrize("status", [301, 400, 401, 402, 403, 404, 422])
def test_a_refusal_is_shown_and_not_repeated(status: int) -> None:
    reply = ModelReply(
        status=status, error="not like this", headers={"Location": "http://[::]/"}
    )
    with scripted_model(reply) as model:
        with pytest.raises(EndpointRefused, match="not like this") as caught:
            ask(model.environment)
    assert caught.value.status == status
    assert (caught.value.attempts, len(model.requests)) == (1, 1)


def test_models_are_listed() -> None:
    with scripted_model() as model:
        routes = read_routes(None, model.environment)
        names = list_models(routes.by_name["default"], routes)
    assert names == ("scripted-1", "scripted-2")
    assert model.listings == 1


def test_requests_to_other_addresses_are_held_back() -> None:
    with scripted_model("Hello.") as model:
        environment = model.environment
    for more in ({}, {"HERO_MODEL_DEFAULT_URL": "http://127.0.0.1:1/v1"}):
        with pytest.raises(RequestsDenied, match="HERO_MODEL_REQUESTS=none"):
            ask(environment, **more)
    routes = read_routes(None, environment)
    with pytest.raises(LanguageModelError, match="does not allow"):
        list_models(routes.by_name["default"], routes)
    assert model.requests == []
