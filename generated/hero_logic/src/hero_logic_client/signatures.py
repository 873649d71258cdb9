"""Types of parameters and results of hero_logic. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final, Union

from pydantic import Field

from hero_logic_client.models import (
    Benchmark,
    PickedVersion,
    Play,
    ResumeRequest,
    ResumeResult,
    VersionPreferences,
    Workflow,
    WorkflowVersion,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "logicservice.play_start": {
        "workflow_sid": Annotated[str, Field(min_length=1)],
        "input_data": str,
        "prefill_resumes_json": str,
    },
    "logicservice.play_run_async": {
        "workflow_sid": Annotated[str, Field(min_length=1)],
        "input_data": str,
        "parent_span_id": str,
        "prefill_resumes_json": str,
    },
    "logicservice.play_wait": {
        "play_sid": Annotated[str, Field(min_length=1)],
        "timeout_ms": Annotated[int, Field(ge=0)],
    },
    "logicservice.play_status": {"play_sid": Annotated[str, Field(min_length=1)]},
    "logicservice.play_cancel": {"play_sid": Annotated[str, Field(min_length=1)]},
    "logicservice.play_resume": {
        "play_sid": Annotated[str, Field(min_length=1)],
        "resume_id": Annotated[str, Field(min_length=1)],
        "payload_json": str,
    },
    "logicservice.play_pending_resumes": {
        "play_sid": Annotated[str, Field(min_length=1)]
    },
    "logicservice.span_push": {
        "play_sid": Annotated[str, Field(min_length=1)],
        "event_json": Annotated[str, Field(min_length=2)],
    },
    "logicservice.flow_library_search": {
        "query": str,
        "limit": Annotated[int, Field(ge=1, le=1000)],
    },
    "logicservice.pick_version": {
        "workflow_sid": Annotated[str, Field(min_length=1)],
        "user_request": Annotated[str, Field(min_length=1)],
        "preferences": Union[VersionPreferences, None],
    },
    "workflow.set": {"data": Workflow},
    "workflow.get": {"sid": Annotated[str, Field(min_length=1)]},
    "workflow.list": {},
    "workflow.delete": {"sid": Annotated[str, Field(min_length=1)]},
    "workflowversion.set": {"data": WorkflowVersion},
    "workflowversion.get": {"sid": Annotated[str, Field(min_length=1)]},
    "workflowversion.list": {"workflow_sid": Annotated[str, Field(min_length=1)]},
    "play.list": {
        "workflow_sid": Annotated[str, Field(min_length=1)],
        "limit": Annotated[int, Field(ge=1, le=1000)],
    },
    "benchmark.list": {"workflow_version_sid": Annotated[str, Field(min_length=1)]},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "logicservice.play_start": Play,
    "logicservice.play_run_async": str,
    "logicservice.play_wait": Play,
    "logicservice.play_status": Play,
    "logicservice.play_cancel": bool,
    "logicservice.play_resume": ResumeResult,
    "logicservice.play_pending_resumes": list[ResumeRequest],
    "logicservice.span_push": bool,
    "logicservice.flow_library_search": list[str],
    "logicservice.pick_version": PickedVersion,
    "workflow.set": str,
    "workflow.get": Workflow,
    "workflow.list": list[Workflow],
    "workflow.delete": bool,
    "workflowversion.set": str,
    "workflowversion.get": WorkflowVersion,
    "workflowversion.list": list[WorkflowVersion],
    "play.list": list[Play],
    "benchmark.list": list[Benchmark],
}
"""Types of results, by method."""
