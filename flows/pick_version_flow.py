"""Choose among versions of a flow by accuracy, speed and cost."""

from typing import Any

from hero_runner import flow


@flow(
    description="Measure versions of a flow and pick one by accuracy, speed and cost.",
    inputs={
        "versions": "Names of the flows to choose from.",
        "inputs": "The inputs that each is measured with, as objects.",
        "accuracy": "Weight of the success rate.",
        "speed": "Weight of a short duration.",
        "cost": "Weight of a low cost.",
    },
)
def pick_version_flow(
    versions: list[str],
    inputs: list[dict[str, Any]],
    accuracy: float = 0.6,
    speed: float = 0.2,
    cost: float = 0.2,
) -> dict[str, Any]:
    """Return the version with the best weighted score, and why."""
    weights = normalize({"accuracy": accuracy, "speed": speed, "cost": cost})
    if len(set(versions)) < 2:
        raise flow.Failed("nothing to choose from: name at least two versions")
    results = {}
    for version in dict.fromkeys(versions):
        with flow.step("measure", version=version):
            results[version] = flow.invoke(
                "benchmark_flow", name=version, inputs=inputs
            )
    return choose(results, weights)


def normalize(weights: dict[str, float]) -> dict[str, float]:
    """Scale weights so that their sum is 1."""
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise flow.Failed("weights must not be negative, and one must be above 0")
    return {name: weight / total for name, weight in weights.items()}


def choose(
    results: dict[str, dict[str, Any]], weights: dict[str, float]
) -> dict[str, Any]:
    """Score results of benchmarks between 0 and 1, and return the best with all.

    Confidence is how far the best is ahead of the next one, between 0 and 1.
    """
    parts = {name: rate(name, results) for name in results}
    scores = {
        name: round(sum(weights[key] * value for key, value in part.items()), 4)
        for name, part in parts.items()
    }
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    best, second = ranked[0], ranked[1]
    shown = ", ".join(f"{key} {value:.2f}" for key, value in parts[best].items())
    return {
        "version": best,
        "confidence": round(scores[best] - scores[second], 4),
        "reasoning": f"{best} scores {scores[best]} ({shown}), {second} next with "
        f"{scores[second]}",
        "scores": scores,
        "benchmarks": results,
    }


def rate(name: str, results: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Rate a result on each scale; the fastest and the cheapest have 1 there."""
    return {
        "accuracy": results[name]["success_rate"] / 100,
        "speed": compare(name, results, "average_duration_ms", unknown=0.0),
        "cost": compare(name, results, "cost", unknown=0.5),
    }


def compare(
    name: str, results: dict[str, dict[str, Any]], key: str, unknown: float
) -> float:
    """Return the smallest value of all as a part of this one; 1 where it is this."""
    values = {n: float(r[key]) for n, r in results.items() if r[key] is not None}
    if name not in values:
        return unknown
    return min(values.values()) / values[name] if values[name] > 0 else 1.0
