"""Be the host that is attacked: with secrets, servers and processes to get at."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

SECRET = "secret-of-the-host-5d1c"
NOBODY = 65534


@dataclass
class Host:
    """Hold what an attack could reach, and what reached it."""

    folder: Path
    port: int
    abstract: str
    victims: dict[bool, int]
    """Process ids: of this user, and of the ordinary one."""
    reached: list[str] = field(default_factory=list)

    @property
    def canary(self) -> Path:
        """A file with a secret in it."""
        return self.folder / "canary"

    @property
    def socket(self) -> Path:
        """A socket that was granted to nobody."""
        return self.folder / "other.sock"

    def find_harm(self) -> list[str]:
        """Return what attacks did to the host."""
        harm = list(self.reached)
        if self.canary.read_text("utf-8") != SECRET:
            harm.append("the canary was changed")
        for victim in self.victims.values():
            try:
                os.kill(victim, 0)
            except ProcessLookupError:
                harm.append("a process was killed")
        return harm


@contextmanager
def start_host() -> Iterator[Host]:
    """Start the servers and processes of a host, and stop them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        folder.chmod(0o755)
        abstract = f"hero-attack-{folder.name}"
        tcp = stack.enter_context(_listen_on_loopback())
        host = Host(
            folder,
            tcp.getsockname()[1],
            abstract,
            {
                is_ordinary: stack.enter_context(_start_victim(is_ordinary))
                for is_ordinary in ({False, True} if os.geteuid() == 0 else {False})
            },
        )
        host.canary.write_text(SECRET, "utf-8")
        host.canary.chmod(0o644)
        listeners = [tcp]
        for address in (f"\0{abstract}", str(host.socket)):
            listener = stack.enter_context(socket.socket(socket.AF_UNIX))
            listener.bind(address)
            listener.listen()
            listeners.append(listener)
        host.socket.chmod(0o666)
        for listener in listeners:
            Thread(target=_accept, args=(listener, host), daemon=True).start()
            stack.callback(_stop, listener)
        yield host


def _listen_on_loopback() -> socket.socket:
    if socket.has_dualstack_ipv6():
        with suppress(OSError):
            return socket.create_server(
                ("::", 0), family=socket.AF_INET6, dualstack_ipv6=True
            )
    return socket.create_server(("127.0.0.1", 0))


@contextmanager
def _start_victim(is_ordinary: bool) -> Iterator[int]:
    # Any program will do that every user can run.
    user = NOBODY if is_ordinary else None
    groups: list[int] | None = [] if is_ordinary else None
    with subprocess.Popen(
        ["/bin/cat"],
        stdin=subprocess.PIPE,
        user=user,
        group=user,
        extra_groups=groups,
    ) as process:
        yield process.pid
        process.kill()


def _accept(listener: socket.socket, host: Host) -> None:
    with suppress(OSError):
        while True:
            listener.accept()[0].close()
            host.reached.append(f"{listener.getsockname()!r} was reached")


def _stop(listener: socket.socket) -> None:
    with suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
