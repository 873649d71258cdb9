"""Export tiny documents and load the clients from their text."""

from __future__ import annotations

import json
from typing import Any

from hero_generator.flat.export import make_export
from hero_generator.manifest import build_service
from hero_generator.read import Source


def export_files(document: Any, name: str = "small", **settings: Any) -> dict[str, str]:
    """Return the files of the export of a decoded document."""
    source = Source(json.dumps(document).encode())
    outcome = make_export(source, build_service(name, **settings), {})
    shown = "\n".join(map(str, outcome.diagnostics))
    assert outcome.files is not None, f"refused:\n{shown}"
    return outcome.files


def load(text: str, name: str) -> dict[str, Any]:
    """Execute a module that is in no folder and in no table of modules."""
    module: dict[str, Any] = {"__name__": name}
    exec(compile(text, f"{name}.py", "exec"), module)
    return module


def load_client(document: Any, name: str = "small", **settings: Any) -> dict[str, Any]:
    """Return the names of the exported client of a document."""
    files = export_files(document, name, **settings)
    return load(files[f"{name}_client.py"], f"{name}_client")
