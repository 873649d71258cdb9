"""Show where a flow spends time and tokens, and whether another version is better.

Writing a better version takes a language model, or a person; measuring takes neither.
"""

from typing import Any

from hero_runner import flow
from hero_runner.plays.measuring import total_steps


@flow(
    description="Find where a flow spends time and tokens; compare it with others.",
    inputs={
        "name": "Name of the flow to improve.",
        "inputs": "The inputs to measure with, as objects.",
        "candidates": "Names of flows that may replace it.",
        "shown": "How many of the slowest steps to return.",
    },
)
def optimize_flow(
    name: str,
    inputs: list[dict[str, Any]],
    candidates: list[str] = [],
    shown: int = 10,
) -> dict[str, Any]:
    """Measure a flow and its candidates; name its slowest steps and the best flow."""
    baseline = flow.invoke("benchmark_flow", name=name, inputs=inputs)
    plays = [run["play"] for run in baseline["runs"]]
    steps = flow.call("steps", total_steps, plays)
    result = {
        "baseline": baseline,
        "slowest_steps": steps[:shown],
        "advice": [text for step in steps for text in advise(dict(step))][:shown],
        "best": name,
        "speedup": None,
    }
    if not candidates:
        return result
    names = [name, *candidates]
    picked = flow.invoke("pick_version_flow", versions=names, inputs=inputs)
    return result | {
        "best": picked["version"],
        "speedup": compare_speed(picked["benchmarks"], name, picked["version"]),
        "comparison": picked,
    }


def advise(step: dict[str, Any]) -> list[str]:
    """Say what the measurements of a step suggest."""
    found = []
    place = f"{step['step']} ({step['kind']})"
    if step["failed"]:
        found.append(f"{place} failed {step['failed']} of {step['calls']} times")
    if step["kind"] == "llm" and step["input_tokens"] is None:
        found.append(f"{place} does not say how many tokens it used")
    if step["kind"] == "rpc" and step["calls"] >= 10:
        found.append(f"{place} ran {step['calls']} times: a batch may do")
    return found


def compare_speed(
    benchmarks: dict[str, dict[str, Any]], old: str, new: str
) -> float | None:
    """Return how many times faster the new flow is; none where one is unknown."""
    before = benchmarks[old]["average_duration_ms"]
    after = benchmarks[new]["average_duration_ms"]
    return round(before / after, 3) if before and after else None
