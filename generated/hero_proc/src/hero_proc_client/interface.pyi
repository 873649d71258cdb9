# SERVICE: hero_proc
# SUMMARY: Process manager: services, the actions they consist of, jobs and logs.
# SOCKET: hero_proc/rpc.sock
# from hero_proc_client import HeroProc, AiConfig; hero_proc_api = HeroProc()

from typing import Any, Literal, TypeAlias

from hero_runtime import Client, Model, RemoteError

JobPhase = Literal[
    "pending", "running", "succeeded", "failed", "cancelled", "timed_out"
]
InputValue: TypeAlias = Any

class AiConfig(Model):
    system_prompt: str | None = None
    model: str | None = None
    temperature: float | None = None  # 0.0..2.0

class RetryPolicy(Model):
    max_attempts: int  # >= 1
    stability_period_ms: int = 0
    delay_ms: int = 0
    backoff: Literal["none", "linear", "exponential"] = "none"

class ActionSpec(Model):
    name: str
    script: str | None = None
    command: list[str] | None = None
    interpreter: Literal["bash", "python", "rhai", "ai"] = "bash"
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
    kind: Literal["http", "rpc", "tcp", "command"]
    target: str
    interval_ms: int = 30000
    timeout_ms: int = 5000

class ServiceSpec(Model):
    name: str
    description: str = ""
    actions: list[str]
    wanted: Literal["start", "stop"] = "start"
    probe: Probe | None = None
    require_ready: list[str] = []
    sockets: list[str] = []
    tags: list[str] = []

class ServiceStatus(Model):
    name: str
    state: Literal["stopped", "starting", "running", "degraded", "stopping", "failed"]
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
    limit: int = 100  # 1..1000

class LogLine(Model):
    line: str
    timestamp: int | None = None  # epoch milliseconds
    source: str | None = None
    stream: Literal["stdout", "stderr", "internal"] | None = None
    level: Literal["debug", "info", "warn", "error"] | None = None

class ActionNotFound(RemoteError): ...
class ServiceNotFound(RemoteError): ...
class JobNotFound(RemoteError): ...
class TheInputSchemaIsNotA(RemoteError): ...  # The input schema is not a JSON Schema
class TheInputsDoNotMatchThe(RemoteError): ...
class ASocketOrPortIsOccupied(RemoteError): ...

class HeroProc(Client):
    def action_set(self, action: ActionSpec) -> str:
        """write: Store an action; raises TheInputSchemaIsNotA"""

    def action_get(self, name: str) -> ActionSpec:
        """read: raises ActionNotFound"""

    def action_list(self) -> list[str]: ...  # read
    def action_delete(self, name: str) -> bool: ...  # destructive
    def job_create(
        self, action: ActionSpec, *, inputs: dict[str, InputValue] | None = None
    ) -> Job:
        """write: Run an action once; raises TheInputsDoNotMatchThe,
        ASocketOrPortIsOccupied
        """

    def job_get(self, job_id: str) -> Job:
        """read: raises JobNotFound"""

    def job_list(self, *, filter: JobFilter | None = None) -> list[Job]:
        """read: List jobs, the newest first"""

    def job_cancel(self, job_id: str) -> bool:
        """write: raises JobNotFound"""

    def job_logs(
        self, job_id: str, *, attempt: int | None = None, limit: int = 1000
    ) -> list[LogLine]:
        """Get the log of a job (limit 1..100000); raises JobNotFound"""

    def logs_insert(self, lines: list[LogLine]) -> int:
        """write: Add lines to the log"""

    def service_set(self, service: ServiceSpec) -> str:
        """write: Store a service; raises ActionNotFound"""

    def service_get(self, name: str) -> ServiceSpec:
        """read: raises ServiceNotFound"""

    def service_list(self, *, tag: str | None = None) -> list[ServiceStatus]:
        """read: List the services with their state"""

    def service_start(self, name: str) -> ServiceStatus:
        """write: raises ServiceNotFound, ASocketOrPortIsOccupied"""

    def service_stop(self, name: str) -> ServiceStatus:
        """write: raises ServiceNotFound"""

    def service_restart(self, name: str) -> ServiceStatus:
        """write: Stop a service and start it again; raises ServiceNotFound,
        ASocketOrPortIsOccupied
        """

    def service_reload(self, name: str) -> ServiceStatus:
        """Read the definition of a service again; raises ServiceNotFound"""

    def service_delete(self, name: str) -> bool:
        """destructive: Stop a service and delete it"""
