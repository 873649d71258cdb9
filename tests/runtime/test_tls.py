"""TLS connections are checked, kept alive and held to the time limits."""

import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hero_runtime.errors import ConnectionFailed, TimedOut
from hero_runtime.transports.address import TcpAddress
from hero_runtime.transports.async_http import AsyncHttpTransport
from hero_runtime.transports.base import Reply, Timeout
from hero_runtime.transports.http import HttpTransport
from tests.runtime.conftest import Run
from tests.runtime.servers import Request, Server, http


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for this machine that nobody else trusts."""
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([*command.split(), *names, *files], check=True, capture_output=True)
    return folder / "cert.pem"


def start(certificate: Path, answer: bytes = b"{}", pause: float = 0) -> Server:
    """Start a TLS server that answers every request, byte by byte."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))

    def respond(request: Request) -> Iterator[bytes]:
        for part in http(answer):
            for number in range(len(part)):
                yield part[number : number + 1]
                time.sleep(pause)

    return Server.on_port(respond, tls=context)


def test_a_trusted_server_is_called_on_one_connection(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with start(certificate) as server:
        transport = HttpTransport(TcpAddress("127.0.0.1", server.port, "/rpc", True))
        for _ in range(3):
            reply = transport.send(b"x" * 100_000, {}, Timeout())
            assert reply == Reply(200, b"{}")
        transport.close()
        # Tickets that the server sends after the handshake look like stray
        # bytes; at most the first connection is given up for them.
        assert server.accepted <= 2
        assert len(server.requests) == 3


def test_a_server_that_is_not_trusted_is_not_called(certificate: Path) -> None:
    with start(certificate) as server:
        transport = HttpTransport(TcpAddress("127.0.0.1", server.port, "/rpc", True))
        with pytest.raises(ConnectionFailed, match="(?i)certificate"):
            transport.send(b"{}", {}, Timeout())
        assert server.requests == []


def test_a_dripping_answer_ends_with_the_total_limit(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with start(certificate, b"x" * 1000, 0.02) as server:
        transport = HttpTransport(TcpAddress("127.0.0.1", server.port, "/rpc", True))
        with pytest.raises(TimedOut) as caught:
            transport.send(b"{}", {}, Timeout(connect=2, read=2, total=0.5))
    assert caught.value.phase == "total"


def test_an_asynchronous_client_checks_certificates_too(
    run: Run, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start(certificate) as server:
        address = TcpAddress("127.0.0.1", server.port, "/rpc", True)
        transport = AsyncHttpTransport(address)

        async def main() -> list[Reply]:
            replies = [await transport.send(b"x", {}, Timeout()) for _ in range(3)]
            await transport.aclose()
            return replies

        with pytest.raises(ConnectionFailed, match="(?i)certificate"):
            run(main)
        assert server.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        transport = AsyncHttpTransport(address)
        assert run(main) == [Reply(200, b"{}")] * 3
