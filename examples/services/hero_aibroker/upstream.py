"""Forward requests to an endpoint with the OpenAI interface."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from hero_aibroker.errors import unavailable, upstream_error

SECONDS = 600.0
LARGEST_ANSWER = 16 * 1024 * 1024
DEFAULT_URL = "http://localhost/v1"


@dataclass(frozen=True, slots=True)
class Upstream:
    """Ask an endpoint over TCP, or over a Unix socket; bytes go as they are."""

    url: str | None
    socket: Path | None
    key: str | None

    @property
    def name(self) -> str:
        """Return the name that answers carry as their provider."""
        place = self.url if self.socket is None else f"unix:{self.socket}"
        return f"forwarded to {place}"

    def chat(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Forward a chat request; it is never streamed, as JSON-RPC has no way to."""
        body = {
            name: value
            for name, value in request.items()
            if value is not None and name not in ("stream", "provider")
        }
        answer = self._send("POST", "/chat/completions", body)
        return {"provider": self.name, **answer}

    def list_models(self) -> list[str]:
        """List the models that the endpoint offers."""
        entries = self._send("GET", "/models", None).get("data")
        if not isinstance(entries, list):
            raise unavailable("The upstream lists no models.")
        names = [entry.get("id") for entry in entries if isinstance(entry, dict)]
        return [name for name in names if isinstance(name, str)]

    def _send(
        self, verb: str, path: str, body: dict[str, Any] | None
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        url = f"{self.url or DEFAULT_URL}{path}"
        try:
            with self._connect() as client:
                answer = client.request(verb, url, json=body, headers=headers)
        except httpx.HTTPError as error:
            text = f"The upstream cannot be reached: {type(error).__name__}."
            raise unavailable(text) from error
        if answer.status_code != 200:
            wait = answer.headers.get("retry-after", "")
            seconds = float(wait) if wait.isdecimal() else None
            raise upstream_error(answer.status_code, answer.text, seconds)
        return _parse(answer)

    def _connect(self) -> httpx.Client:
        if self.socket is None:
            return httpx.Client(timeout=SECONDS)
        transport = httpx.HTTPTransport(uds=str(self.socket))
        return httpx.Client(transport=transport, timeout=SECONDS, trust_env=False)


def _parse(answer: httpx.Response) -> dict[str, Any]:
    if len(answer.content) > LARGEST_ANSWER:
        raise unavailable(f"The answer has more than {LARGEST_ANSWER} bytes.")
    try:
        value = answer.json()
    except ValueError as error:
        raise unavailable("The upstream answered with something else.") from error
    if not isinstance(value, dict):
        raise unavailable("The upstream answered with something else.")
    return value
