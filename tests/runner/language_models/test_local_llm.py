"""A real language model, if one is named: the same protocol, with nothing scripted.

    HERO_TEST_MODEL_URL=http://127.0.0.1:8080/v1 HERO_TEST_MODEL=qwen \
        make test ARGS="-m local_llm"
"""

import os

import pytest

from hero_runner.language_models import (
    ChatRequest,
    Message,
    extract_script,
    language_model_for,
    list_models,
    read_routes,
)

URL = os.environ.get("HERO_TEST_MODEL_URL", "")
MODEL = os.environ.get("HERO_TEST_MODEL", "")

pytestmark = [
    pytest.mark.local_llm,
    pytest.mark.skipif(
        not (URL and MODEL),
        reason="names no language model: set HERO_TEST_MODEL_URL and HERO_TEST_MODEL",
    ),
]


@pytest.fixture(params=["true", "false"])
def environment(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """Return the variables that name it, streamed and not; only it may be asked."""
    monkeypatch.setenv("HERO_MODEL_REQUESTS", URL)
    return {
        "HERO_MODEL_DEFAULT_URL": URL,
        "HERO_MODEL_DEFAULT_MODEL": MODEL,
        "HERO_MODEL_DEFAULT_STREAM": str(request.param),
        "HERO_MODEL_DEFAULT_TEMPERATURE": "0",
    }


def test_it_answers_and_counts_tokens(environment: dict[str, str]) -> None:
    language_model = language_model_for("write", read_routes(None, environment))
    question = "Answer with one Python code block that prints hello."
    messages = (Message("user", question),)
    answer = language_model.complete(ChatRequest(messages, max_tokens=64))
    assert answer.text
    assert answer.attempts == 1
    # Some servers report no usage; what is reported must make sense.
    if answer.usage is not None:
        assert answer.usage.prompt_tokens > 0
        assert 0 < answer.usage.completion_tokens <= 64
    extraction = extract_script(answer.text)
    assert extraction.script is not None or extraction.problem


def test_tokens_that_run_out_are_seen(environment: dict[str, str]) -> None:
    language_model = language_model_for("write", read_routes(None, environment))
    messages = (Message("user", "Count from 1 to 100."),)
    answer = language_model.complete(ChatRequest(messages, max_tokens=4))
    assert answer.is_truncated


def test_it_lists_models(environment: dict[str, str]) -> None:
    routes = read_routes(None, environment)
    assert list_models(routes.by_name["write"], routes)
