# SERVICE: hero_proc
# SUMMARY: Process manager: services, the actions they consist of, jobs and logs.
# SOCKET: hero_proc/rpc.sock
# from hero_proc_client import HeroProc; client = HeroProc()
# AsyncHeroProc has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any, Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Interpreter: TypeAlias = Literal["bash", "python", "rhai", "ai"]
Backoff: TypeAlias = Literal["none", "linear", "exponential"]
ProbeKind: TypeAlias = Literal["http", "rpc", "tcp", "command"]
WantedState: TypeAlias = Literal["start", "stop"]
ServiceState: TypeAlias = Literal[
    "stopped", "starting", "running", "degraded", "stopping", "failed"
]
JobPhase: TypeAlias = Literal[
    "pending", "running", "succeeded", "failed", "cancelled", "timed_out"
]
LogLevel: TypeAlias = Literal["debug", "info", "warn", "error"]
LogStream: TypeAlias = Literal["stdout", "stderr", "internal"]
InputValue: TypeAlias = Any

class AiConfig(Model):
    system_prompt: str | None = None
    model: str | None = None
    temperature: float | None = None

class RetryPolicy(Model):
    max_attempts: int
    stability_period_ms: int = 0
    delay_ms: int = 0
    backoff: Backoff = "none"

class ActionSpec(Model):
    name: str
    script: str | None = None
    command: list[str] | None = None
    interpreter: Interpreter = "bash"
    ai_config: AiConfig | None = None
    input_schema: str | None = None
    timeout_ms: int
    retry_policy: RetryPolicy | None = None
    env: dict[str, str] = {}
    cwd: str | None = None
    depends_on: list[str] = []
    singleton: bool = False
    sockets: list[str] = []
    tcp_ports: list[int] = []
    kill_others: bool = False
    restart_always: bool = False

class Probe(Model):
    kind: ProbeKind
    target: str
    interval_ms: int = 30000
    timeout_ms: int = 5000

class ServiceSpec(Model):
    name: str
    description: str = ""
    actions: list[str]
    wanted: WantedState = "start"
    probe: Probe | None = None
    require_ready: list[str] = []
    sockets: list[str] = []
    tags: list[str] = []

class ServiceStatus(Model):
    name: str
    state: ServiceState
    pid: int | None = None
    restarts: int = 0
    healthy: bool | None = None
    last_error: str | None = None

class Job(Model):
    id: str
    action: str
    phase: JobPhase
    attempt: int
    exit_code: int | None = None
    error: str | None = None
    created_at: int
    started_at: int | None = None
    finished_at: int | None = None

class JobFilter(Model):
    action: str | None = None
    phase: JobPhase | None = None
    limit: int = 100

class LogLine(Model):
    line: str
    timestamp: int | None = None
    source: str | None = None
    stream: LogStream | None = None
    level: LogLevel | None = None

class HeroProc(Client):
    def action_set(self, action: ActionSpec) -> str:
        """Store an action."""

    def action_get(self, name: str) -> ActionSpec:
        """Get an action."""

    def action_list(self) -> list[str]:
        """List the actions."""

    def action_delete(self, name: str) -> bool:
        """Delete an action."""

    def job_create(
        self, action: ActionSpec, *, inputs: dict[str, InputValue] | None = None
    ) -> Job:
        """Run an action once."""

    def job_get(self, job_id: str) -> Job:
        """Get a job."""

    def job_list(self, *, filter: JobFilter | None = None) -> list[Job]:
        """List jobs, the newest first."""

    def job_cancel(self, job_id: str) -> bool:
        """Cancel a job."""

    def job_logs(
        self, job_id: str, *, attempt: int | None = None, limit: int = 1000
    ) -> list[LogLine]:
        """Get the log of a job."""

    def logs_insert(self, lines: list[LogLine]) -> int:
        """Add lines to the log."""

    def service_set(self, service: ServiceSpec) -> str:
        """Store a service."""

    def service_get(self, name: str) -> ServiceSpec:
        """Get a service."""

    def service_list(self, *, tag: str | None = None) -> list[ServiceStatus]:
        """List the services with their state."""

    def service_start(self, name: str) -> ServiceStatus:
        """Start a service."""

    def service_stop(self, name: str) -> ServiceStatus:
        """Stop a service."""

    def service_restart(self, name: str) -> ServiceStatus:
        """Stop a service and start it again."""

    def service_reload(self, name: str) -> ServiceStatus:
        """Read the definition of a service again."""

    def service_delete(self, name: str) -> bool:
        """Stop a service and delete it."""
