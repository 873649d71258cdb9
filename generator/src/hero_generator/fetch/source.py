"""Fetch from the place that `--from` names: a socket, a URL, a file or a command."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from hero_runtime.sockets import is_socket
from hero_runtime.transports.address import RPC_PATH, UnixAddress, parse_target

from hero_generator.diagnostics import Diagnostic, error
from hero_generator.fetch.command import fetch_from_command
from hero_generator.fetch.documents import Received, parse_bytes
from hero_generator.fetch.http import too_large
from hero_generator.fetch.service import Fetched, fetch_document, fetch_service
from hero_generator.read import MAXIMUM_BYTES


def fetch_from(source: str, seconds: float) -> Fetched:
    """Fetch a document from a socket, a URL, a file or a command, whichever it is."""
    if source.startswith(("http://", "https://", "http+unix://", "unix:")):
        return fetch_from_url(source, seconds)
    if is_socket(source):
        return fetch_service(UnixAddress(os.path.abspath(source)), seconds)
    if Path(source).is_file():
        return _only(_read_file(Path(source)))
    if not _is_command(source):
        message = "there is no such socket, file or command"
        hint = "Give a socket path, an http(s) URL, a file, or a command in quotes."
        return Fetched(None, (error("no-source", source, "", message, hint),))
    return _only(fetch_from_command(source, seconds))


def fetch_from_url(url: str, seconds: float) -> Fetched:
    """Fetch from a URL: the document itself if it ends in `.json`, else a service."""
    try:
        address = parse_target(url)
    except ValueError as failure:
        hint = "Write http://host:port/rpc, or the URL of a .json file."
        return Fetched(
            None, (error("bad-url", shown_source(url), "", str(failure), hint),)
        )
    if address.path.partition("?")[0].endswith(".json"):
        return _only(fetch_document(address, seconds, address.path))
    if address.path == "/":
        return fetch_service(parse_target(f"{url.rstrip('/')}{RPC_PATH}"), seconds)
    return fetch_service(address, seconds)


def shown_source(source: str) -> str:
    """Return a source as it may be kept in a manifest: without secrets or folders."""
    if source.startswith(("http://", "https://")):
        parts = urlsplit(source)
        host = parts.netloc.rpartition("@")[2]
        return f"{parts.scheme}://{host}{parts.path}"
    words = source.split()
    if not words:
        return ""
    return " ".join([os.path.basename(words[0]), *map(os.path.basename, words[1:])])


def _only(received: Received) -> Fetched:
    problems: tuple[Diagnostic, ...] = (received.problem,) if received.problem else ()
    return Fetched(None if problems else received, problems)


def _read_file(path: Path) -> Received:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAXIMUM_BYTES + 1)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        hint = "Check its permissions."
        problem = error("unreadable", str(path), "", reason, hint)
        return Received(str(path), problem=problem)
    if len(data) > MAXIMUM_BYTES:
        return Received(str(path), problem=too_large(str(path)))
    return parse_bytes(data, str(path))


def _is_command(source: str) -> bool:
    try:
        words = shlex.split(source)
    except ValueError:
        return False
    return bool(words) and shutil.which(words[0]) is not None
