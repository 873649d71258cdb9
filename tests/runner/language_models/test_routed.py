"""Repeating what failed for the moment, and going on with the next route."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runner.language_models.errors import (
    AllRoutesFailed,
    EndpointRefused,
    EndpointUnreachable,
)
from hero_runner.language_models.http import parse_retry_after
from tests.runner.language_models.asking import ask
from tests.scripted_model import ModelReply, ScriptedModel, scripted_model


def busy(seconds: str, status: int = 429) -> ModelReply:
    """Return a refusal for the moment."""
    return ModelReply(status=status, error="busy", headers={"Retry-After": seconds})


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_failed_for_the_moment_is_repeated(status: int) -> None:
    with scripted_model(busy("0", status), busy("0", status), "Hello.") as model:
        answer = ask(model.environment)
    assert (answer.text, answer.attempts) == ("Hello.", 3)
    assert model.requests[0].body == model.requests[2].body


def test_a_cut_answer_is_repeated() -> None:
    with scripted_model(ModelReply("Hello there.", cut_after=1), "Hello.") as model:
        answer = ask(model.environment)
    assert (answer.text, answer.attempts) == ("Hello.", 2)


def test_attempts_are_bounded() -> None:
    with scripted_model(*[busy("0")] * 9) as model:
        with pytest.raises(EndpointRefused, match="busy") as caught:
            ask(model.environment)
    assert len(model.requests) == caught.value.attempts == 3


def test_the_wait_that_is_asked_for_is_kept() -> None:
    with scripted_model(busy("1"), "Hello.") as model:
        started = monotonic()
        answer = ask(model.environment)
        assert monotonic() - started >= 1
    assert answer.duration_ms >= 1000


def test_a_wait_beyond_the_time_of_the_route_is_not_begun() -> None:
    with scripted_model(busy("3600"), "Hello.") as model:
        with pytest.raises(EndpointRefused, match="busy"):
            ask(model.environment)
    assert len(model.requests) == 1


def fallback_to(backup: ScriptedModel) -> dict[str, str]:
    """Return variables that name a second scripted model as fallback."""
    return {
        "HERO_MODEL_DEFAULT_FALLBACKS": '["backup"]',
        "HERO_MODEL_BACKUP_URL": backup.base_url,
        "HERO_MODEL_BACKUP_MODEL": "other",
    }


def test_the_next_route_answers() -> None:
    with scripted_model(busy("0"), ModelReply(status=402)) as first:
        with scripted_model("Hello.") as second:
            answer = ask(first.environment | fallback_to(second))
    assert (answer.text, answer.provider) == ("Hello.", "backup")
    assert answer.attempts == 3
    assert second.requests[0].body["model"] == "other"


def test_nobody_there_is_repeated_and_then_the_next_route_answers(
    short_folder: Path,
) -> None:
    with scripted_model(socket=short_folder / "model.sock") as first:
        (short_folder / "model.sock").unlink()
        with scripted_model("Hello.") as second:
            answer = ask(first.environment | fallback_to(second))
    assert (answer.provider, answer.attempts) == ("backup", 4)


def test_all_failures_are_told() -> None:
    with scripted_model(ModelReply(status=402, error="broke")) as first:
        with scripted_model(ModelReply(status=403, error="stay out")) as second:
            with pytest.raises(AllRoutesFailed) as caught:
                ask(first.environment | fallback_to(second))
    assert "1. write" in str(caught.value)
    assert "broke" in str(caught.value)
    assert "2. backup" in str(caught.value)
    assert "stay out" in str(caught.value)
    assert caught.value.attempts == 2


def test_a_failure_without_fallback_is_itself() -> None:
    environment = {
        "HERO_MODEL_DEFAULT_SOCKET": "/nowhere/model.sock",
        "HERO_MODEL_DEFAULT_MODEL": "none",
        "HERO_MODEL_DEFAULT_ATTEMPTS": "1",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HERO_MODEL_REQUESTS", "unix:/nowhere/model.sock")
        with pytest.raises(EndpointUnreachable, match="/nowhere/model.sock"):
            ask(environment)


def test_a_retry_after_can_be_a_date() -> None:
    moment = datetime.now(UTC) + timedelta(seconds=100)
    seconds = parse_retry_after(format_datetime(moment, usegmt=True))
    assert seconds is not None
    assert 90 <= seconds <= 100
    assert parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert parse_retry_after("120") == 120
    assert parse_retry_after(None) is None


@given(st.text())
def test_a_retry_after_that_is_neither_counts_for_nothing(value: str) -> None:
    seconds = parse_retry_after(value)
    assert seconds is None or seconds >= 0
