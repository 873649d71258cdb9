# SERVICE: hero_logic
# SUMMARY: Runs flows written in Python as plays and keeps their spans.
# SOCKET: hero-logic/rpc.sock, hero_logic/rpc.sock
# from hero_logic_client import HeroLogic, FlowField; hero_logic_api = HeroLogic()

from typing import Literal

from hero_runtime import Client, Model, RemoteError

class Span(Model):
    span_id: str
    parent_id: str
    name: str
    start_ms: int | None = None
    end_ms: int = 0
    status: Literal[
        "pending", "running", "ok", "failed", "timed_out", "cancelled", "replayed"
    ]
    kind: Literal["flow_root", "step", "rpc", "subflow", "other"] = "step"
    tags: str = "{}"
    logs: str = ""
    error: str = ""
    rpc_service: str = ""
    rpc_method: str = ""
    child_play_sid: str = ""
    source_file: str = ""
    source_line: int = 0

class ResumeRequest(Model):
    id: str
    name: str
    schema_: str | None = None
    ui: str | None = None
    asked_at_span_id: str | None = None
    asked_at: int | None = None
    payload: str | None = None
    resumed_at: int | None = None

class ResumeResult(Model):
    ok: bool
    resumed_at: int

class StepOutput(Model):
    key: str
    output: str

class Play(Model):
    sid: str
    workflow_sid: str
    workflow_version_sid: str = ""
    status: Literal[
        "pending",
        "running",
        "awaiting_resume",
        "success",
        "failed",
        "cancelled",
        "timed_out",
    ]
    input_data: str = "{}"
    output_data: str = ""
    error: str = ""
    spans: list[Span] = []
    pending_resumes: list[ResumeRequest] = []
    received_resumes: list[ResumeRequest] = []
    step_outputs: list[StepOutput] = []
    prefill_only: bool = False
    duration_ms: int = 0
    completed_at: int | None = None
    tokens_prompt: int = 0
    tokens_completion: int = 0
    total_cost_usd: float = 0

class FlowField(Model):
    name: str
    field_type: Literal["string", "number", "integer", "boolean", "object", "array"]
    description: str = ""
    required: bool = True
    default: str = ""

class Workflow(Model):
    sid: str
    name: str
    description: str
    current_version_sid: str
    tags: list[str]
    created_at: int  # epoch milliseconds
    updated_at: int  # epoch milliseconds

class WorkflowVersion(Model):
    sid: str
    workflow_sid: str
    version_label: str
    notes: str
    inputs: list[FlowField]
    outputs: list[FlowField]
    python_source: str
    created_at: int  # epoch milliseconds

class PerRunResult(Model):
    play_sid: str
    input_values: str = "{}"
    status: Literal["success", "failed", "timeout"]
    duration_ms: int
    retries: int = 0
    tokens_prompt: int = 0
    tokens_completion: int = 0
    error: str = ""

class Benchmark(Model):
    workflow_sid: str
    workflow_version_sid: str
    created_at: int
    num_runs: int
    success_rate: float
    avg_duration_ms: float | None = None
    min_duration_ms: float | None = None
    max_duration_ms: float | None = None
    total_retries: int | None = None
    avg_tokens_prompt: float | None = None
    avg_tokens_completion: float | None = None
    estimated_cost_usd: float | None = None
    difficulty_rating: float | None = None
    runs: list[PerRunResult] | None = None

class VersionPreferences(Model):
    cost: float | None = None  # 0.0..1.0
    speed: float | None = None  # 0.0..1.0
    accuracy: float | None = None  # 0.0..1.0

class PickedVersion(Model):
    version_sid: str
    confidence: float
    reasoning: str

class WorkflowNotFound(RemoteError): ...
class WorkflowVersionNotFound(RemoteError): ...
class PlayNotFound(RemoteError): ...
class NothingWaitsUnderThisIdentifier(RemoteError): ...
class TheSpanEventIsMalformed(RemoteError): ...

class HeroLogic(Client):
    def logicservice_play_start(
        self,
        workflow_sid: str,
        *,
        input_data: str = "{}",
        prefill_resumes_json: str = "",
    ) -> Play:
        """write: raises WorkflowNotFound"""

    def logicservice_play_run_async(
        self,
        workflow_sid: str,
        *,
        input_data: str = "{}",
        parent_span_id: str = "",
        prefill_resumes_json: str = "",
    ) -> str:
        """Start a play and do not wait for it; raises WorkflowNotFound"""

    def logicservice_play_wait(self, play_sid: str, *, timeout_ms: int = 0) -> Play:
        """Wait until a play has ended; raises PlayNotFound"""

    def logicservice_play_status(self, play_sid: str) -> Play:
        """read: Get a play as it is now; raises PlayNotFound"""

    def logicservice_play_cancel(self, play_sid: str) -> bool:
        """write: raises PlayNotFound"""

    def logicservice_play_resume(
        self, play_sid: str, resume_id: str, payload_json: str
    ) -> ResumeResult:
        """write: Answer a question that a play waits for; raises PlayNotFound,
        NothingWaitsUnderThisIdentifier
        """

    def logicservice_play_pending_resumes(self, play_sid: str) -> list[ResumeRequest]:
        """List the questions that a play waits for; raises PlayNotFound"""

    def logicservice_span_push(self, play_sid: str, event_json: str) -> bool:
        """Record a span event of a play (event_json >= 2 chars); raises PlayNotFound,
        TheSpanEventIsMalformed
        """

    def logicservice_flow_library_search(
        self, query: str, *, limit: int = 20
    ) -> list[str]:
        """Find flows by words (limit 1..1000)"""

    def logicservice_pick_version(
        self,
        workflow_sid: str,
        user_request: str,
        *,
        preferences: VersionPreferences | None = None,
    ) -> PickedVersion:
        """Pick the version of a flow that fits a request best; raises WorkflowNotFound,
        WorkflowVersionNotFound
        """

    def workflow_set(self, data: Workflow) -> str:
        """write: Store a flow and return its identifier"""

    def workflow_get(self, sid: str) -> Workflow:
        """read: Get a flow; raises WorkflowNotFound"""

    def workflow_list(self) -> list[Workflow]:
        """read: List the flows"""

    def workflow_delete(self, sid: str) -> bool:
        """destructive: Delete a flow with its versions"""

    def workflowversion_set(self, data: WorkflowVersion) -> str:
        """write: Store a version of a flow and return its identifier; raises
        WorkflowNotFound
        """

    def workflowversion_get(self, sid: str) -> WorkflowVersion:
        """read: Get a version of a flow; raises WorkflowVersionNotFound"""

    def workflowversion_list(self, workflow_sid: str) -> list[WorkflowVersion]:
        """read: List the versions of a flow, the newest first; raises
        WorkflowNotFound
        """

    def play_list(self, workflow_sid: str, *, limit: int = 20) -> list[Play]:
        """read: List the plays of a flow, the newest first (limit 1..1000); raises
        WorkflowNotFound
        """

    def benchmark_list(self, workflow_version_sid: str) -> list[Benchmark]:
        """read: List the benchmarks of a version of a flow, the newest first; raises
        WorkflowVersionNotFound
        """
