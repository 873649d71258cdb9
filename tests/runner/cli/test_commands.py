"""The commands that show and export plays, and describe flows."""

import json
import re
from itertools import pairwise

import pytest
from google.protobuf.json_format import Parse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
)

from tests.runner.workbench import Workbench

SHOWN = """
    import threading, time
    from hero_runner import flow

    def branch(number):
        with flow.step("branch"):
            flow.call("work", time.sleep, 0.02)

    @flow
    def shown(title: str = "x", fail: bool = False) -> dict:
        with flow.step("ask", kind="llm", **{"gen_ai.request.model": "m"}) as span:
            span.tag(**{"gen_ai.usage.input_tokens": 12, "hero.cost": "0.0021"})
            span.tag(ratio=0.5, flag=True, big=2**80, list=[1], none=None)
        threads = [threading.Thread(target=branch, args=(n,)) for n in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        try:
            with flow.step("bad\\x1b[31m\\nname"):
                raise ValueError("colour\\x1b[31m")
        except ValueError:
            pass
        if fail:
            raise flow.Failed("as asked")
        return {"title": title}
"""


@pytest.fixture
def shown(workbench: Workbench) -> Workbench:
    workbench.write("shown", SHOWN)
    assert workbench.play("shown", "--id", "p").code == 0
    return workbench


def test_show_draws_a_tree(shown: Workbench) -> None:
    text = shown.run("show", "p").stdout
    assert "play p of shown: success (attempt 1)" in text
    assert "tokens: 12 in, unknown out; cost: $0.0021" in text
    assert re.search(r"^  ✓ ask .* \[m\] 12\+unknown tokens \$0\.0021$", text, re.M)
    assert len(re.findall(r"^    ✓ work", text, re.M)) == 3
    assert re.search(r"^  ✗ bad.*— ValueError: colour", text, re.M)
    assert "\x1b" not in text
    assert 'result: {"title":"x"}' in text


def test_show_follows_a_play_to_its_end(workbench: Workbench) -> None:
    workbench.write("shown", SHOWN.replace("0.02", "0.4"))
    play = workbench.start("play", "shown", "--id", "p")
    workbench.wait_for(lambda: workbench.run("show", "p").code == 0)
    done = workbench.run("show", "p", "--follow")
    play.communicate(timeout=20)
    lines, _, summary = done.stdout.partition("\n\n")
    assert lines.count("work") == 3
    assert "play p of shown: success" in summary


def test_otlp_is_what_the_official_decoder_takes(shown: Workbench) -> None:
    done = shown.run("export", "p", "--otlp")
    request = Parse(done.stdout, ExportTraceServiceRequest())
    (resource,) = request.resource_spans
    spans = resource.scope_spans[0].spans
    known = {item["id"]: item for item in shown.show("p")["spans"]}
    # The decoder reads ids as base64, which OTLP says they are not: undo it.
    raw = json.loads(done.stdout)["resourceSpans"][0]["scopeSpans"][0]["spans"]
    assert {item["spanId"] for item in raw} == known.keys()
    assert all(re.fullmatch("[0-9a-f]{32}", item["traceId"]) for item in raw)
    assert len(spans) == len(known)
    for span, item in zip(spans, raw, strict=True):
        assert span.name == known[item["spanId"]]["name"]
        assert span.start_time_unix_nano == known[item["spanId"]]["started"]
        assert span.end_time_unix_nano >= span.start_time_unix_nano
    (ask,) = [span for span in spans if span.name == "ask"]
    values = {item.key: item.value for item in ask.attributes}
    assert values["gen_ai.usage.input_tokens"].int_value == 12
    assert values["ratio"].double_value == 0.5
    assert values["flag"].bool_value is True
    assert values["big"].string_value == str(2**80)
    (bad,) = [span for span in spans if span.name.startswith("bad")]
    assert bad.status.code == 2
    assert bad.status.message.startswith("ValueError: colour")


def test_a_chrome_trace_nests_in_each_row(shown: Workbench) -> None:
    trace = json.loads(shown.run("export", "p", "--chrome").stdout)
    events = [item for item in trace["traceEvents"] if item["ph"] == "X"]
    assert len(events) == len(shown.show("p")["spans"])
    rows: dict[int, list[tuple[float, float]]] = {}
    for event in events:
        ends = event["ts"] + event["dur"]
        rows.setdefault(event["tid"], []).append((event["ts"], -ends))
        assert event["args"]["status"] in ("ok", "failed")
    # Spans of threads share a row where one happens to lie within the other.
    assert len(rows) in (2, 3), "three threads ran beside each other"
    for row in rows.values():
        for (_, outer), (start, inner) in pairwise(sorted(row)):
            assert start >= -outer or inner >= outer - 0.5


def test_export_needs_a_form(shown: Workbench) -> None:
    assert shown.run("export", "p").code == 2


def test_rerun_takes_the_same_inputs(shown: Workbench) -> None:
    shown.play("shown", "--id", "q", "title=y", "fail=true")
    done = shown.run("rerun", "q", "--id", "r")
    assert (done.code, shown.show("r")["rerun_of"]) == (1, "q")
    assert json.loads(shown.show("r")["input"]) == {"title": "y", "fail": True}
    assert "there is a play r already" in shown.run("rerun", "q", "--id", "r").stderr


@pytest.mark.parametrize(
    "command",
    ["show", "resume", "cancel", "rerun", "export --otlp", "fork --from a"],
)
def test_a_play_that_is_not_there(shown: Workbench, command: str) -> None:
    name, *rest = command.split()
    done = shown.run(name, "nothing", *rest)
    assert done.code == 2
    assert "no play nothing: hero-runner plays lists them" in done.stderr


def test_nothing_was_played_yet(workbench: Workbench) -> None:
    done = workbench.run("plays")
    assert done.code == 2
    assert "nothing was played yet" in done.stderr


def test_a_flow_is_described_as_json_schema(workbench: Workbench) -> None:
    workbench.write(
        "typed",
        """
    from datetime import date
    from pydantic import BaseModel
    from hero_runner import flow

    class Event(BaseModel):
        title: str
        day: date

    @flow(description="Make it.", inputs={"title": "What it is about."})
    def typed(title: str, day: date = date(2026, 1, 2), guests: list[str] = []) -> Event:
        return Event(title=title, day=day)
    """,
    )
    found = workbench.run("flow", "typed").result
    assert (found["name"], found["description"]) == ("typed", "Make it.")
    inputs = found["inputs"]["properties"]
    assert inputs["title"] == {"type": "string", "description": "What it is about."}
    assert inputs["day"] == {
        "type": "string",
        "format": "date",
        "default": "2026-01-02",
    }
    assert found["inputs"]["required"] == ["title"]
    assert found["output"]["$ref"] == "#/$defs/Event"
    done = workbench.play("typed", "title=a", "guests=[1]")
    assert "guests: 0: Input should be a valid string" in done.stderr
    done = workbench.play("typed", "title=7", "day=2026-03-04")
    assert done.result == {"title": "7", "day": "2026-03-04"}


def test_flows_are_searched(shown: Workbench) -> None:
    shown.write("two", "from hero_tracing import flow\n@flow\ndef show_case(a): ...")
    found = shown.run("flows", "--search", "case", "--json").result
    assert [(item["name"], item["inputs"]) for item in found] == [("show_case", ["a"])]
    assert "shown(title, fail)" in shown.run("flows").stdout


def test_inputs_and_the_job_may_come_from_the_environment(shown: Workbench) -> None:
    variables = {"HERO_FLOW_INPUT": '{"title": "env"}', "HERO_PROC_JOB_ID": "job-7"}
    done = shown.play("shown", "--id", "q", **variables)
    assert done.result == {"title": "env"}
    assert shown.show("q")["job"] == "job-7"
    given = shown.play("shown", "title=given", **variables)
    assert given.result == {"title": "given"}
    assert shown.play("shown", HERO_FLOW_INPUT="[]").code == 2
