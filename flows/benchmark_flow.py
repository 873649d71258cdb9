"""Measure a flow: success rate, durations, tokens and cost over given inputs."""

from decimal import Decimal
from typing import Any

from hero_runner import flow
from hero_runner.plays.measuring import Measurement, measure_play


@flow(
    description="Play a flow over inputs; sum up success, durations, tokens and cost.",
    inputs={
        "name": "Name of the flow to measure.",
        "inputs": "The inputs of each play, as objects.",
        "repeat": "How often each of the inputs is played.",
    },
)
def benchmark_flow(
    name: str, inputs: list[dict[str, Any]], repeat: int = 1
) -> dict[str, Any]:
    """Play a flow over inputs, each in a play of its own, one after the other."""
    if not inputs or repeat < 1:
        raise flow.Failed("nothing to measure: give inputs, and repeat at least once")
    runs = [
        flow.call("run", measure_play, name, given)
        for given in inputs
        for _ in range(repeat)
    ]
    return {"flow": name, **summarize(runs), "runs": runs}


def summarize(runs: list[Measurement]) -> dict[str, Any]:
    """Sum up measurements; durations are those of the plays that succeeded.

    What no run says is unknown, which is `None` and never 0.
    """
    succeeded = [run for run in runs if run["status"] == "success"]
    durations = [run["duration_ms"] for run in succeeded]
    costs = [Decimal(run["cost"]) for run in runs if run["cost"] is not None]
    return {
        "number_of_runs": len(runs),
        "success_rate": round(100 * len(succeeded) / len(runs), 2),
        "average_duration_ms": average(durations),
        "smallest_duration_ms": min(durations, default=None),
        "largest_duration_ms": max(durations, default=None),
        "average_input_tokens": average([run["input_tokens"] for run in runs]),
        "average_output_tokens": average([run["output_tokens"] for run in runs]),
        "cost": str(sum(costs, Decimal(0))) if costs else None,
    }


def average(values: list[Any]) -> float | None:
    """Return the mean of the values that are known; none if none is."""
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 3) if known else None
