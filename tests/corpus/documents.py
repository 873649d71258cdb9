"""Find the corpus and read its documents."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hero_generator.parse import Document
from hero_generator.plan.nodes import Node
from hero_generator.plan.references import References
from hero_generator.read import Source, decode_json, read_source

ROOT = Path(__file__).parents[2]


def find_folder(name: str) -> Path | None:
    """Return a folder of documents beside the checkout, or where HERO_CORPUS says."""
    named = os.environ.get("HERO_CORPUS")
    base = Path(named).parent if named else ROOT.parent / "shared"
    folder = Path(named) if named and name == "corpus" else base / name
    return folder if folder.is_dir() else None


def corpus_documents() -> dict[str, Path]:
    """Return the path of every document of the corpus by name."""
    folder = find_folder("corpus")
    if folder is None:
        return {}
    return {path.parent.name: path for path in sorted(folder.glob("*/openrpc.json"))}


def drift_documents() -> dict[str, Path]:
    """Return the path of both sides of every drift pair by name."""
    folder = find_folder("drift")
    if folder is None:
        return {}
    return {
        f"{path.parent.name}-{path.stem}": path
        for path in sorted(folder.glob("*/*.json"))
    }


def read(path: Path) -> tuple[Source, Document]:
    """Read one document with the files beside it."""
    source, _ = read_source(path)
    assert source is not None
    value: Any = decode_json(source.document, path.name)[0]
    siblings = {name: decode_json(d, name)[0] for name, d in source.siblings.items()}
    return source, Document(path.name, value, siblings)


def follow(references: References, node: Node) -> Any:
    """Return what stands at a node, references followed; nothing if it dangles."""
    target = references.follow(node)
    return None if target is None else target.schema
