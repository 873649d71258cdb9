# SERVICE: hero_router
# SUMMARY: Finds the services of an installation, proxies to them and makes clients for them.
# SOCKET: hero_router/rpc.sock
# from hero_router_client import HeroRouter; hero_router_api = HeroRouter()

from typing import Literal

from hero_runtime import Client, Model, RemoteError

ServiceStatus = Literal["healthy", "unhealthy", "inactive", "non_rpc", "unknown"]
SourceKind = Literal["socket", "file", "url"]
Protocol = Literal["openrpc", "ui", "rest", "openapi"]

class ServiceEntry(Model):
    service_id: str | None = None
    id: str | None = None
    title: str | None = None
    description: str | None = None
    version: str | None = None
    status: ServiceStatus | None = None
    healthy: bool | None = None
    methods_count: int | None = None
    source: str | None = None
    source_kind: SourceKind | None = None
    socket_path: str | None = None
    protocol: Protocol | None = None

class ServiceDetail(Model):
    service_id: str | None = None
    id: str | None = None
    title: str | None = None
    description: str | None = None
    version: str | None = None
    status: ServiceStatus | None = None
    healthy: bool | None = None
    methods_count: int | None = None
    source: str | None = None
    source_kind: SourceKind | None = None
    socket_path: str | None = None
    protocol: Protocol | None = None
    methods: list[str] | None = None

class ScanResult(Model):
    found: int
    added: list[str] | None = None
    removed: list[str] | None = None
    duration_ms: int | None = None

class RouterHealth(Model):
    status: str
    uptime_secs: int

class CacheEntry(Model):
    service: str
    hash: str | None = None
    client_path: str | None = None
    interface_path: str | None = None
    generated_at: int | None = None

class CacheReport(Model):
    folder: str | None = None
    entries: list[CacheEntry]

class AgentResult(Model):
    success: bool
    result: str | None = None
    script: str | None = None
    attempts: int | None = None
    duration_ms: int | None = None
    error: str | None = None
    play_sid: str | None = None

class ServiceNotFound(RemoteError): ...
class TheServiceDoesNotAnswer(RemoteError): ...

class HeroRouter(Client):
    def router_services(self) -> list[ServiceEntry]:
        """List the services that the router knows"""

    def router_service(self, service_id: str) -> ServiceDetail:
        """Get one service; raises ServiceNotFound"""

    def router_scan(self) -> ScanResult:
        """Scan the socket folder now"""

    def router_health(self) -> RouterHealth:
        """read: Get the state of the router"""

    def router_cache_inspect(self) -> CacheReport:
        """Say what the cache of generated files holds"""

    def router_python_client(self, service: str) -> str:
        """Get the generated Python client of a service; raises ServiceNotFound,
        TheServiceDoesNotAnswer
        """

    def router_python_interface(self, service: str) -> str:
        """Get the generated interface stub of a service; raises ServiceNotFound,
        TheServiceDoesNotAnswer
        """

    def router_agent_run(
        self, service: str, prompt: str, *, max_retries: int = 3
    ) -> AgentResult:
        """Let an agent write and run a script against a service (max_retries 0..10);
        raises ServiceNotFound
        """
