"""What becomes of a job after an attempt, and how its command is built."""

import shlex
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_proc.command import Unfillable, build_command, fill, write_plain
from hero_proc.policy import (
    LONGEST_DELAY_MS,
    LONGEST_PAUSE_MS,
    MOST_RESUMES,
    Outcome,
    compute_pause,
    decide,
    is_stable,
)

PLAIN = {"name": "a", "timeout_ms": 100}
RETRIED = {**PLAIN, "retry_policy": {"max_attempts": 3, "delay_ms": 10}}


@pytest.mark.parametrize(
    ("outcome", "phase", "error"),
    [
        (Outcome(exit_code=0), "succeeded", None),
        (Outcome(exit_code=3), "failed", "exit code 3"),
        (Outcome(signal=9, is_late=True), "timed_out", "not done after 100 ms"),
        (Outcome(exit_code=0, is_stopped=True), "cancelled", None),
        (Outcome(error="no such file"), "failed", "no such file"),
    ],
)
def test_the_end_of_a_plain_job(
    outcome: Outcome, phase: str, error: str | None
) -> None:
    decision = decide(PLAIN, outcome, 1)
    assert (decision.phase, decision.error, decision.pause_ms) == (phase, error, None)


@pytest.mark.parametrize("outcome", [Outcome(exit_code=75), Outcome(signal=9)])
def test_who_asks_for_it_or_is_killed_is_started_again(outcome: Outcome) -> None:
    pauses = [decide(PLAIN, outcome, number).pause_ms for number in range(1, 12)]
    assert pauses[:4] == [200, 400, 800, 1600]
    assert None not in pauses[: MOST_RESUMES - 1]
    assert pauses[MOST_RESUMES - 1 :] == [None, None]
    assert decide(PLAIN, outcome, MOST_RESUMES).phase == "failed"


def test_a_retry_policy_counts_for_every_failure() -> None:
    for outcome in (Outcome(exit_code=1), Outcome(exit_code=75), Outcome(error="x")):
        pauses = [decide(RETRIED, outcome, number).pause_ms for number in (1, 2, 3)]
        assert pauses == [10, 10, None]
    assert decide(RETRIED, Outcome(exit_code=0), 1).pause_ms is None


def test_restart_always_has_no_end_but_a_stop() -> None:
    always = {**PLAIN, "restart_always": True}
    for outcome in (Outcome(exit_code=0), Outcome(exit_code=1)):
        assert decide(always, outcome, 1000).pause_ms == LONGEST_PAUSE_MS
    assert decide(always, Outcome(is_stopped=True), 1).phase == "cancelled"


@given(
    st.integers(1, 10**6),
    st.sampled_from(["none", "linear", "exponential", "unheard of"]),
    st.integers(0, 10**9),
)
def test_a_pause_is_bounded(failures: int, backoff: str, delay: int) -> None:
    policy = {"max_attempts": 9, "delay_ms": delay, "backoff": backoff}
    assert 0 <= compute_pause({"retry_policy": policy}, failures) <= LONGEST_DELAY_MS


def test_a_stable_run_is_one_that_lasted() -> None:
    policy = {"max_attempts": 3, "stability_period_ms": 100}
    assert is_stable({"retry_policy": policy}, Outcome(ran_ms=100))
    assert not is_stable({"retry_policy": policy}, Outcome(ran_ms=99))
    assert not is_stable(PLAIN, Outcome(ran_ms=10**9))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(TEXTS)
def test_an_input_is_one_argument_whatever_it_holds(text: str) -> None:
    action = {"command": ["echo", "{{ a.b }}!"]}
    assert build_command(action, {"a": {"b": text}}) == ["echo", f"{text}!"]
    script = {"script": "printf %s {{text}}"}
    program, flag, filled = build_command(script, {"text": text})
    assert shlex.split(filled, comments=False)[2:] == [text]
    assert (program, flag) == ("bash", "-c")


@pytest.mark.parametrize("text", ["$(touch x)", "'; id #", '"', "a b\nc", "{{text}}"])
def test_the_shell_runs_nothing_of_an_input(text: str) -> None:
    command = build_command({"script": "printf %s {{text}}"}, {"text": text})
    done = subprocess.run(command, capture_output=True, text=True, timeout=10)
    assert done.stdout == text


@pytest.mark.parametrize("value", ["it's", 3, 0.5, None, [1, "a"], {"a": True}])
def test_python_gets_a_literal(value: Any) -> None:
    action = {"script": "x = {{value}}", "interpreter": "python"}
    script = build_command(action, {"value": value})[2]
    names: dict[str, Any] = {}
    exec(script, names)
    assert names["x"] == value


def test_a_placeholder_without_input_is_named() -> None:
    with pytest.raises(Unfillable, match="'a.c'"):
        fill("{{a.b}} {{a.c}}", {"a": {"b": 1}}, write_plain)
    assert fill("{{ not this }} {a}", {}, write_plain) == "{{ not this }} {a}"
