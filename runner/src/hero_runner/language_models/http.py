"""Send requests over HTTP within limits of time and size.

Everything that knows httpx is here. Answers are asked for uncompressed, so that their
size is what crosses the wire.
"""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from hero_runtime.sockets import is_socket

from hero_runner.language_models.errors import (
    AnswerLate,
    AnswerLost,
    AnswerTooLarge,
    EndpointRefused,
    EndpointUnreachable,
    LanguageModelError,
)
from hero_runner.language_models.reply import read_error_text
from hero_runner.language_models.routes import Route

LARGEST_ANSWER: Final = 16 * 1024 * 1024
"""Bytes of an answer; a stream takes some 200 bytes for each token."""
LARGEST_ERROR: Final = 64 * 1024
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
SOCKET_URL: Final = "http://localhost/v1"


class Exchange:
    """One answer that is being read, within the limits of its route."""

    def __init__(self, response: httpx.Response, place: str, deadline: float) -> None:
        self._response = response
        self._place = place
        self._deadline = deadline

    @property
    def content_type(self) -> str:
        """Return the media type of the answer, without parameters."""
        value = self._response.headers.get("content-type", "")
        return str(value).partition(";")[0].strip().lower()

    def read(self) -> bytes:
        """Read the whole answer."""
        return b"".join(self.chunks())

    def chunks(self, limit: int = LARGEST_ANSWER) -> Iterator[bytes]:
        """Yield the answer as it comes, until its time or size is up."""
        size = 0
        for chunk in self._response.iter_raw():
            size += len(chunk)
            if size > limit:
                raise AnswerTooLarge(
                    f"the answer of {self._place} has more than {limit} bytes",
                    "Set max_tokens of the route, or choose another endpoint.",
                )
            if monotonic() > self._deadline:
                raise _late(self._place, "total_timeout")
            yield chunk

    def verify_status(self, secret: str | None) -> None:
        """Raise `EndpointRefused` for any status but 200."""
        if self._response.status_code == 200:
            return
        text = read_error_text(self._read_error())
        if secret:
            text = text.replace(secret, "***")
        wait = parse_retry_after(self._response.headers.get("retry-after"))
        raise EndpointRefused(self._place, self._response.status_code, text, wait)

    def _read_error(self) -> str:
        try:
            content = b"".join(self.chunks(LARGEST_ERROR))
        except AnswerTooLarge:
            return "(too long to be shown)"
        return content.decode("utf-8", "replace")


class HttpSender:
    """Send requests to the address of a route.

    Each request has a connection of its own: next to the time of a language model
    it costs nothing, and nothing is left open.
    """

    def __init__(self, route: Route, secret: str | None) -> None:
        self._route = route
        self._secret = secret
        self._url = route.url or SOCKET_URL
        self._tls: ssl.SSLContext | None = None
        self.place = f"{route.name} ({route.address})"

    @contextmanager
    def send(
        self, verb: str, path: str, body: Mapping[str, Any] | None, deadline: float
    ) -> Iterator[Exchange]:
        """Send a request and give its answer; raise `LanguageModelError`."""
        url = f"{self._url}{path}"
        timeout = self._build_timeout(deadline)
        try:
            with (
                self._connect(timeout) as client,
                client.stream(verb, url, json=body, headers=self._headers()) as answer,
            ):
                exchange = Exchange(answer, self.place, deadline)
                exchange.verify_status(self._secret)
                yield exchange
        except httpx.HTTPError as error:
            # Without the cause: its text may hold what was sent.
            raise _explain(error, self.place) from None

    def _headers(self) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity", "User-Agent": "hero-runner"}
        if self._secret:
            headers["Authorization"] = f"Bearer {self._secret}"
        return headers

    def _build_timeout(self, deadline: float) -> httpx.Timeout:
        limits = self._route.limits
        left = deadline - monotonic()
        if left <= 0:
            raise _late(self.place, "total_timeout")
        read = min(limits.read, left)
        return httpx.Timeout(read, connect=min(limits.connect, left))

    def _connect(self, timeout: httpx.Timeout) -> httpx.Client:
        if self._route.socket is not None:
            self._verify_socket(self._route.socket)
            transport = httpx.HTTPTransport(
                uds=self._route.socket, verify=self._load_tls()
            )
            return httpx.Client(transport=transport, timeout=timeout, trust_env=False)
        # A proxy from the environment serves other hosts, never this one.
        is_local = urlsplit(self._url).hostname in LOOPBACK
        return httpx.Client(
            verify=self._load_tls(), timeout=timeout, trust_env=not is_local
        )

    def _verify_socket(self, path: str) -> None:
        """Raise `EndpointUnreachable` for a socket that is not there.

        httpcore 1.0 leaves its own socket open when it fails to connect to a path.
        """
        if not is_socket(path):
            raise EndpointUnreachable(
                f"{self.place} cannot be reached: there is no such socket",
                "Start the endpoint, or correct socket of the route.",
            )

    def _load_tls(self) -> ssl.SSLContext:
        """Load certificates once, and only for https: it takes some 90 ms."""
        if self._tls is None:
            is_needed = self._url.startswith("https:")
            self._tls = (
                httpx.create_ssl_context()
                if is_needed
                else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            )
        return self._tls


def parse_retry_after(value: str | None) -> float | None:
    """Return the seconds of a Retry-After header (RFC 9110, section 10.2.3)."""
    if value is None or len(value) > 64:
        return None
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _late(place: str, setting: str) -> AnswerLate:
    return AnswerLate(
        f"{place} did not answer in time: {setting} of the route passed",
        f"Raise {setting}, lower max_tokens, or choose a faster model.",
    )


def _explain(error: httpx.HTTPError, place: str) -> LanguageModelError:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        return EndpointUnreachable(
            f"{place} cannot be reached: {type(error).__name__}: {error}",
            "Start the endpoint, or correct url or socket of the route.",
        )
    if isinstance(error, httpx.TimeoutException):
        return _late(place, "read_timeout or total_timeout")
    return AnswerLost(
        f"the connection to {place} broke: {type(error).__name__}",
        "See the log of the endpoint for a crash, then try again.",
    )
