"""Measure a generated client: import, first typed answer, and memory."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bench.calls import serve_books
from bench.documents import ROOT, Skipped, generator_script
from bench.environments import make_environment
from bench.measure import (
    BASELINE,
    Command,
    baseline,
    measure,
    measure_together,
)
from bench.report import Report, Table, usage_table
from bench.settings import Settings

MODELS = 200
"""Models of the large package."""

_CONSTRUCT = "from hero_books_client import HeroBooks; HeroBooks('/nonexistent')"
_ONE_MODEL = """
from pydantic import BaseModel
class Book(BaseModel):
    name: str
Book.model_validate_json('{"name": "a"}')
"""
_HTTP_CLIENT = "import http.client, json, socket"
_FIRST_OF_LARGE = """
import json
from hero_runtime.transports.memory import MemoryTransport
from large_client import Large
def respond(body, headers):
    result = {"name": "a", "size": 1, "next": {"name": "b", "size": 2}}
    answer = {"jsonrpc": "2.0", "id": json.loads(body)["id"], "result": result}
    return json.dumps(answer).encode()
print(Large(transport=MemoryTransport(respond)).model199_get().next.name)
"""
_FIRST_ANSWER = """
import sys
from hero_books_client import HeroBooks
print(HeroBooks(sys.argv[1]).book_list().books[0].title)
"""


def run(settings: Settings) -> Report:
    """Measure the client of hero_books, and one of a document of 200 models."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = str(folder / "books.sock")
        with serve_books(path):
            start = _measure_start(path, _make_large_package(folder), settings)
        memory, notes = _measure_memory(folder)
    return Report((start, memory), notes)


def _make_large_package(folder: Path) -> Path:
    """Generate a client with many models and return the folder to import it from."""
    document = folder / "large.json"
    document.write_text(json.dumps(_large_document()), "utf-8")
    arguments = ("generate", f"--document={document}", "--name=large")
    measure(
        Command(
            (generator_script(), *arguments, f"--out={folder}/large", "--no-verify")
        )
    )
    return next(folder.glob("large/**/src"))


def _large_document() -> dict[str, object]:
    """Build a document of as many models as methods, each with its neighbours."""
    reference = "#/components/schemas/Model{}"
    schemas = {
        f"Model{number}": {
            "type": "object",
            "required": ["name", "size"],
            "properties": {
                "name": {"type": "string"},
                "size": {"type": "integer"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "next": {"$ref": reference.format(number // 2)},
            },
        }
        for number in range(MODELS)
    }
    methods = [
        {
            "name": f"model{number}.get",
            "params": [],
            "result": {
                "name": "model",
                "schema": {"$ref": reference.format(number)},
            },
        }
        for number in range(MODELS)
    ]
    return {
        "openrpc": "1.3.2",
        "info": {"title": "Large", "version": "1"},
        "methods": methods,
        "components": {"schemas": schemas},
    }


def _measure_memory(folder: Path) -> tuple[Table, tuple[str, ...]]:
    pythons = dict.fromkeys(("client", "http.client"), sys.executable)
    notes: tuple[str, ...] = ()
    try:
        pythons["httpx"] = str(make_environment(folder / "httpx", "httpx") / "python")
    except Skipped as reason:
        notes = (str(reason),)
    rows = []
    for kind, python in pythons.items():
        # A client of httpx loads all certificates that the system trusts.
        count = "5" if kind == "httpx" else "1000"
        command = Command((python, "-m", "bench.memory", kind, count), folder=ROOT)
        rows.append((kind, int(measure(command).output.split()[-1])))
    return (
        Table("memory of a client that was constructed", ("", "bytes"), tuple(rows)),
        notes,
    )


def _measure_start(path: str, large: Path, settings: Settings) -> Table:
    programs = {
        "floor: http.client, json": _HTTP_CLIENT,
        "floor: pydantic, one model": _ONE_MODEL,
        "import and construct": _CONSTRUCT,
        "first typed answer": _FIRST_ANSWER,
    }
    commands = {BASELINE: baseline()} | {
        name: Command((sys.executable, "-c", program, path))
        for name, program in programs.items()
    }
    commands[f"first typed answer, {MODELS} models"] = Command(
        (sys.executable, "-c", _FIRST_OF_LARGE), environment={"PYTHONPATH": str(large)}
    )
    usages = measure_together(commands, max(settings.runs, 9))
    return usage_table("start of a client", usages, BASELINE)
