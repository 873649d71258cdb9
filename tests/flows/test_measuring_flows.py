"""The flows that measure flows, over flows whose figures are known."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.runner.workbench import Done, Workbench

ROOT = Path(__file__).parents[2]

WORKER = """
    import time
    from hero_runner import flow

    def think(seconds, cost):
        flow.current_span.tag(**{"gen_ai.usage.input_tokens": 10, "hero.cost": cost})
        time.sleep(seconds)
        return seconds

    def work(number, seconds, cost):
        if number < 0:
            raise flow.Failed("negative")
        with flow.step("think", kind="llm"):
            return flow.call("answer", think, seconds, cost)

    @flow
    def slow(number: int) -> float:
        return work(number, 0.3, "0.002")

    @flow
    def fast(number: int) -> float:
        return work(number, 0.01, "0.001")
"""


@pytest.fixture
def bench(workbench: Workbench) -> Workbench:
    workbench.write("worker", WORKER)
    workbench.environment["HERO_FLOWS"] += f":{ROOT / 'flows'}"
    return workbench


def play(bench: Workbench, name: str, /, **inputs: Any) -> Done:
    """Play a built-in flow."""
    (bench.folder / "in.json").write_text(json.dumps(inputs))
    return bench.play(name, "--id", "p", "--input", "in.json")


def test_a_benchmark_counts_success_time_and_tokens(bench: Workbench) -> None:
    inputs = [{"number": 1}, {"number": 2}, {"number": -1}]
    done = play(bench, "benchmark_flow", name="fast", inputs=inputs)
    assert done.code == 0, done.stderr
    result = done.result
    assert (result["number_of_runs"], result["success_rate"]) == (3, 66.67)
    statuses = [run["status"] for run in result["runs"]]
    assert statuses == ["success", "success", "failed"]
    assert result["runs"][2]["error"] == "negative"
    assert result["runs"][2]["input_tokens"] is None
    assert (result["average_input_tokens"], result["cost"]) == (10, "0.002")
    assert result["average_output_tokens"] is None
    assert 10 <= result["smallest_duration_ms"] <= result["largest_duration_ms"]
    child = bench.show(result["runs"][0]["play"])
    assert (child["parent"], json.loads(child["input"])) == ("p", {"number": 1})


def test_a_benchmark_of_nothing_is_refused(bench: Workbench) -> None:
    assert play(bench, "benchmark_flow", name="fast", inputs=[]).code == 1


def test_the_better_version_is_picked(bench: Workbench) -> None:
    inputs = [{"number": 1}]
    done = play(bench, "pick_version_flow", versions=["slow", "fast"], inputs=inputs)
    assert done.code == 0, done.stderr
    result = done.result
    assert result["version"] == "fast"
    assert result["scores"]["fast"] == 1
    assert 0 < result["confidence"] < 0.4
    assert "fast scores 1.0" in result["reasoning"]
    assert result["scores"]["slow"] < 1 - 0.2 * 0.5, "it costs twice as much"


def test_optimizing_names_the_slow_step_and_the_best_flow(bench: Workbench) -> None:
    done = play(
        bench,
        "optimize_flow",
        name="slow",
        inputs=[{"number": 1}, {"number": -1}],
        candidates=["fast"],
    )
    assert done.code == 0, done.stderr
    result = done.result
    slowest = result["slowest_steps"][0]
    assert (slowest["step"], slowest["calls"]) == ("think/answer", 1)
    assert 290 < slowest["own_ms"] < 3000
    assert "slow (flow) failed 1 of 2 times" in result["advice"]
    assert result["best"] == "fast"
    assert result["speedup"] > 1
