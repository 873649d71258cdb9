"""Generate a client from a tiny document and connect it to a real socket."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module, invalidate_caches
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from tests.generator.artifacts import files_of, make, write_files
from tests.runtime.servers import Request, Server, answer, http


@dataclass
class GeneratedService:
    """Hold a generated client, and a server that records what it is asked."""

    package: str
    client: Any = None
    path: Path | None = None
    """Socket that the server listens on."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    result: object = True
    """Result of the next calls."""
    error: Mapping[str, object] | None = None
    """Error of the next calls, which stands instead of the result."""

    def respond(self, request: Request) -> list[bytes]:
        """Record a request and answer it."""
        self.requests.append(request.envelope)
        if isinstance(request.envelope, list):
            return http(b"3")
        if self.error is not None:
            return answer(request, error=self.error)
        return answer(request, result=self.result)

    def reset(self) -> None:
        """Forget what was asked and what is to be answered."""
        self.requests.clear()
        self.result, self.error = True, None

    @property
    def sent(self) -> dict[str, Any]:
        """Return the only request that came."""
        (request,) = self.requests
        return request

    @property
    def params(self) -> Any:
        """Return the params of the only request that came."""
        return self.sent["params"]

    @property
    def models(self) -> ModuleType:
        """Return the module of the models."""
        return import_module(f"{self.package}.models")

    @property
    def errors(self) -> ModuleType:
        """Return the module of the errors."""
        return import_module(f"{self.package}.errors")


@contextmanager
def generated_service(
    folder: Path, document: Any, name: str, **settings: Any
) -> Iterator[GeneratedService]:
    """Generate a package into a folder, import it and serve it."""
    write_files(folder, files_of(make(document, name, **settings)))
    sys.path.insert(0, str(folder / "src"))
    invalidate_caches()
    service = GeneratedService(f"{name}_client")
    module = import_module(service.package)
    (client_class,) = [getattr(module, n) for n in module.__all__ if n.lower() == name]
    with TemporaryDirectory() as short:
        service.path = Path(short) / "rpc.sock"
        server = Server.on_path(service.path, service.respond)
        with client_class(service.path) as service.client:
            yield service
        server.stop()
    sys.path.remove(str(folder / "src"))
