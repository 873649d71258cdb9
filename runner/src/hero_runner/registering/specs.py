"""Build the action and the service that hero_proc is given for a flow."""

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hero_proc_client.models import ActionSpec, RetryPolicy, ServiceSpec

from hero_runner.plays.schemas import build_schemas
from hero_runner.registering.command import Target, build_command

FORWARDED: Final = ("PATH_ROOT", "PATH_SOCKET", "HERO_SOCKET_DIR")
"""Where services are found: a job inherits nothing."""

_DELAY_MS: Final = 1_000
_STABLE_MS: Final = 60_000


def build_action(
    name: str,
    target: Target,
    asked: Sequence[str],
    attempts: int | None,
    environ: Mapping[str, str] = os.environ,
) -> ActionSpec:
    """Return the action that plays a flow.

    Raises `NotRegistrable`, and pydantic's errors for an annotation that has no JSON
    Schema.
    """
    policy = None
    if attempts is not None:
        policy = RetryPolicy(
            max_attempts=attempts,
            stability_period_ms=_STABLE_MS,
            delay_ms=_DELAY_MS,
            backoff="exponential",
        )
    return ActionSpec(
        name=name,
        command=build_command(target, asked),
        input_schema=json.dumps(build_job_schema(target, asked), sort_keys=True),
        # Plays may wait for people: no limit. Its default is not agreed upon.
        timeout_ms=0,
        retry_policy=policy,
        env={key: environ[key] for key in FORWARDED if environ.get(key)},
        cwd=str(target.path.parent),
        singleton=target.play is not None,
    )


def build_service(name: str, description: str) -> ServiceSpec:
    """Return the service that keeps the play of an action going."""
    return ServiceSpec(name=name, description=description, actions=[name])


def build_job_schema(target: Target, asked: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of what each job is asked for."""
    schema: dict[str, Any] = build_schemas(target.info)["inputs"]
    properties = {
        name: _narrow(schema["properties"].get(name, {"type": "string"}))
        for name in asked
    }
    return schema | {
        "properties": properties,
        "required": list(asked),
        "additionalProperties": False,
    }


def _narrow(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave only texts where a text may stand: on a command line all would be texts."""
    kept = {key: value for key, value in schema.items() if key != "default"}
    texts = [item for item in kept.get("anyOf", ()) if item.get("type") == "string"]
    return kept | {"anyOf": texts} if texts else kept
