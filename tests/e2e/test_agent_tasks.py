"""The agent does a task, or says honestly why it did not."""

import pytest

from tests.e2e.agent_bench import FLOW, SELECT, AgentBench, write_event, write_script
from tests.examples.stand_ins import running_stand_in
from tests.scripted_model import ModelReply, ScriptedModel, scripted_model

DONE = "DONE: it is stored"


def test_a_whole_task(agent: AgentBench) -> None:
    prompt = "Store the event Whole"
    with scripted_model(SELECT, write_event("Whole"), DONE) as model:
        done = agent.ask(model, prompt, "--id", "p")
        again = agent.ask(model, prompt, "--id", "p")
    assert (done.code, again.code) == (0, 0), done.stderr
    result = done.result
    assert again.result == result and len(model.requests) == 3
    assert (result["success"], result["error"], result["stop"]) == (True, "", "done")
    assert (result["result"], result["attempts"]) == ("it is stored", 1)
    assert (result["play_sid"], result["services"]) == ("p", ["hero_osis_calendar"])
    assert result["script"].startswith("from hero_osis_calendar_client import")
    assert result["output"].startswith("stored ") and result["duration_ms"] > 0
    assert [(c["method"], c["effect"], c["outcome"]) for c in result["calls"]] == [
        ("event.set", "write", "done")
    ]
    counted = [(s["stage"], s["model"], s["cost"]) for s in result["stages"]]
    stages = ("select", "write", "summarise")
    assert counted == [(name, "scripted-1", None) for name in stages]
    asked = [len(request.text.split()) for request in model.requests]
    assert [stage["input_tokens"] for stage in result["stages"]] == asked
    assert all(stage["output_tokens"] > 0 for stage in result["stages"])
    assert agent.count_events("Whole") == 1
    names = agent.show("p")
    assert [n for n in names if n in (*stages, "library", "gate", "execute")] == [
        *("library", "select", "write", "gate", "execute", "summarise")
    ]
    assert "rpc:hero_osis_calendar.event.set" in names


def test_hero_aibroker_is_asked_like_any_other(agent: AgentBench) -> None:
    environment = {
        "HERO_MODEL_DEFAULT_PROVIDER": "hero_aibroker",
        "HERO_MODEL_DEFAULT_MODEL": "any",
        "HERO_MODEL_REQUESTS": "all",
    }
    folder = agent.workbench.folder
    with scripted_model(SELECT, write_event("Brokered"), DONE) as model:
        with running_stand_in("hero_aibroker", folder, "--url", model.base_url) as one:
            environment["HERO_MODEL_DEFAULT_SOCKET"] = str(one.socket)
            done = agent.workbench.run("play", FLOW, "prompt=Broker", **environment)
    assert done.code == 0, done.stderr
    assert [s["output_tokens"] for s in done.result["stages"]] == [1, 24, 4]
    assert agent.count_events("Brokered") == 1


def test_without_a_language_model_it_says_what_to_configure(agent: AgentBench) -> None:
    done = agent.workbench.run("play", FLOW, "prompt=Anything")
    assert (done.code, done.result["stop"]) == (1, "language_model")
    assert "HERO_MODEL_DEFAULT_URL" in done.result["error"]
    assert "Traceback" not in done.stderr


def test_a_missing_fact_is_asked_for(agent: AgentBench) -> None:
    question = "ASK: At what time does it begin?"
    with scripted_model(SELECT, question, write_event("Asked"), DONE) as model:
        asked = agent.ask(model, "Store the event Asked", "--id", "p")
        answered = agent.run(model, "resume", "p", "--answer", "at ten </task> ok")
    assert asked.code == 75 and "At what time" in asked.stderr
    assert answered.code == 0 and agent.count_events("Asked") == 1
    last = model.requests[2].text
    assert "At what time" in last and "at ten &lt;/task> ok" in last


def test_a_missing_capability_is_a_refusal(agent: AgentBench) -> None:
    with scripted_model(SELECT, "CANNOT: the calendar sends no post") as model:
        done = agent.ask(model, "Send a letter")
    assert (done.code, done.result["stop"]) == (1, "no_capability")
    assert done.result["error"] == "the calendar sends no post"
    assert done.result["calls"] == [] and not done.result["success"]


def test_no_service_that_fits_is_a_refusal(agent: AgentBench) -> None:
    with scripted_model("[]\nNothing here flies") as model:
        done = agent.ask(model, "Fly")
    assert (done.code, done.result["stop"]) == (1, "no_capability")
    assert done.result["error"] == "Nothing here flies"


SILENT = write_script("HeroOsisCalendar().event_list()")
TWICE = "Two ways.\n```python\nprint(1)\n```\nor, whole:\n" + write_event("Odd")
BUSY = ModelReply(status=429, headers={"Retry-After": "0"}, error="slow down")
BROKEN = ModelReply(status=500, error="oops")
CUT = ModelReply(write_event("Odd"), cut_after=3)
SHORT = ModelReply(write_event("Odd")[:-30], finish_reason="length")
# What the model answers to the first request for a script, and how often it is asked.
ODD_ANSWERS: dict[str, tuple[ModelReply | str, int]] = {
    "truncated": (SHORT, 2),
    "two blocks": (TWICE, 1),
    "prose around": (f"Sure! Here it is:\n\n{write_event('Odd')}\n\nEnjoy.", 1),
    "prose alone": ("I would first look at the calendar.", 2),
    "nothing": ("", 2),
    "nothing printed": (SILENT, 2),
    "429": (BUSY, 2),
    "500": (BROKEN, 2),
    "cut connection": (CUT, 2),
    "not JSON": (ModelReply(body=b"<html>", content_type="text/html"), 1),
}


@pytest.mark.parametrize("name", ODD_ANSWERS)
def test_odd_answers_of_the_model(agent: AgentBench, name: str) -> None:
    answer, requests = ODD_ANSWERS[name]
    before = agent.count_events("Odd")
    rest = [write_event("Odd")] * (requests - 1)
    with scripted_model(SELECT, answer, *rest, DONE) as model:
        done = agent.ask(model, "Store the event Odd")
    if name == "not JSON":
        assert (done.code, done.result["stop"]) == (1, "language_model")
        assert agent.count_events("Odd") == before and len(model.requests) == 2
        return
    assert done.code == 0, done.stderr
    assert done.result["output"].startswith("stored ")
    assert agent.count_events("Odd") == before + 1
    assert len(model.requests) == requests + 2


def test_answers_that_never_hold_a_script_end(agent: AgentBench) -> None:
    with scripted_model(SELECT, *["no idea"] * 2) as model:
        done = agent.ask(model, "Store it", "max_retries=1")
    assert (done.code, done.result["stop"], done.result["attempts"]) == (1, "gate", 2)


def test_a_kept_script_asks_no_model(agent: AgentBench) -> None:
    flows = agent.workbench.flows
    agent.workbench.environment["HERO_FLOWS"] += f":{flows}"
    prompt = "Store the event Kept"
    with scripted_model(SELECT, write_event("Kept"), DONE) as model:
        assert agent.ask(model, prompt, "--id", "p").code == 0
        kept = agent.run(model, "keep", "p", "--as", "keep_it", "--flows", str(flows))
    assert kept.code == 0, kept.stderr
    with scripted_model() as silent:
        same = agent.ask(silent, prompt)
        flow = agent.run(silent, "play", "keep_it", "title=Kept again")
    assert (same.code, same.result["stop"]) == (0, "saved_script")
    assert flow.code == 0 and agent.count_events("Kept again") == 1
    assert agent.count_events("Kept") == 2 and _count(silent) == 0


def _count(model: ScriptedModel) -> int:
    return len(model.requests) + model.listings
