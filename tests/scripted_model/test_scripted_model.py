"""The scripted model itself: what it answers to whom, and what it leaves behind."""

import os

import httpx
import pytest

from tests.scripted_model import ModelReply, Rule, ScriptedModel, scripted_model


def post(model: ScriptedModel, text: str) -> httpx.Response:
    """Send a chat request as any client would."""
    body = {"model": "m", "messages": [{"role": "user", "content": text}]}
    url = f"{model.base_url}/chat/completions"
    with httpx.Client(trust_env=False) as client:
        return client.post(url, json=body)


def read_text(answer: httpx.Response) -> str:
    """Return the text of an answer."""
    return str(answer.json()["choices"][0]["message"]["content"])


def test_rules_come_before_the_order() -> None:
    rules: list[Rule] = [
        ("broken", ModelReply("fixed")),
        (lambda seen: seen.text.endswith("?"), "a question"),
    ]
    with scripted_model("first", "second", rules=rules) as model:
        texts = ["one", "it is broken", "what now?", "two"]
        answers = [read_text(post(model, text)) for text in texts]
        last = post(model, "three")
    assert answers == ["first", "fixed", "a question", "second"]
    assert last.status_code == 400
    assert "no answer left for: three" in last.text
    assert [seen.text for seen in model.requests] == [*texts, "three"]


def test_usage_is_counted_in_words() -> None:
    with scripted_model("two words") as model:
        usage = post(model, "these are four words").json()["usage"]
    assert (usage["prompt_tokens"], usage["completion_tokens"]) == (4, 2)
    assert usage["total_tokens"] == 6


def test_only_running_ones_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    variable = "HERO_MODEL_REQUESTS"
    assert os.environ[variable] == "none"
    with scripted_model() as one:
        with scripted_model() as two:
            assert os.environ[variable] == f"{one.address},{two.address}"
        assert os.environ[variable] == one.address
    assert os.environ[variable] == "none"
    monkeypatch.delenv(variable)
    with scripted_model():
        pass
    assert variable not in os.environ
