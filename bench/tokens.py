"""Count the tokens that a language model reads of each service, in four forms."""

from __future__ import annotations

import importlib
import json
import statistics
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.documents import find_corpus, list_documents, service_name
from bench.report import Report, Table
from bench.settings import Settings
from bench.tools_array import build_tools
from hero_runtime.interface import estimate_tokens, parse_interface

ENCODING = "o200k_base"
OTHER_ENCODING = "cl100k_base"

LIMIT = 0.35
"""Largest median share of the minified document that an interface may take."""

WORST = 10


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the tokens of one document."""

    name: str
    methods: int
    document: int
    tools: int
    interface: int
    catalog: int
    other: int
    """Tokens of the interface in the other encoding."""
    estimate: int
    """What the runtime estimates for the interface."""
    references: int
    """References to other files, which count for nothing in the document."""

    @property
    def ratio(self) -> float:
        """Return the share of the document that the interface takes."""
        return self.interface / self.document


def run(settings: Settings) -> Report:
    """Count over the corpus."""
    rows = count_corpus(list_documents(find_corpus()))
    ordered = sorted(rows, key=lambda row: row.ratio)
    ratios = [row.ratio for row in rows]
    whole = sum(r.interface for r in rows) / sum(r.document for r in rows)
    estimates = [row.estimate / row.interface for row in rows]
    others = [row.estimate / row.other for row in rows]
    notes = (
        f"tokens of {ENCODING}; ratios are to the minified document",
        f"median {statistics.median(ratios):.3f} (limit {LIMIT}); of all {whole:.3f}",
        f"median of interface to tools array "
        f"{statistics.median(r.interface / r.tools for r in rows):.2f}",
        f"largest catalog entry {max(row.catalog for row in rows)}",
        _spread(ENCODING, estimates),
        _spread(OTHER_ENCODING, others),
    )
    return Report((_table("documents", ordered), _worst(ordered)), notes)


def count_corpus(documents: Sequence[Path]) -> list[Row]:
    """Count the tokens of every document, in two workers."""
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(_count, documents))


def count_tokens(texts: Sequence[str], encoding: str = ENCODING) -> list[int]:
    """Return the tokens of each text; the only caller of the tokenizer.

    The vocabularies are within the package: nothing is fetched.
    """
    tokenizer: Any = importlib.import_module("toktok")
    counts: list[int] = tokenizer.batch_count(list(texts), encoding, threads=1)
    return counts


def minified(value: object) -> str:
    """Return JSON without any white space."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _count(path: Path) -> Row:
    value = json.loads(path.read_bytes())
    text = minified(value)
    interface = _interface(path)
    entry = "\n".join(interface.split("\n")[:2])
    forms = [text, minified(build_tools(value)), interface, entry]
    document, tools, stub, catalog = count_tokens(forms)
    return Row(
        name=path.parent.name,
        methods=len(parse_interface(interface).methods),
        document=document,
        tools=tools,
        interface=stub,
        catalog=catalog,
        other=count_tokens([interface], OTHER_ENCODING)[0],
        estimate=estimate_tokens(interface),
        references=text.count('"$ref":"') - text.count('"$ref":"#'),
    )


def _interface(path: Path) -> str:
    from hero_generator.artifact import make_artifact
    from hero_generator.manifest import build_service
    from hero_generator.read import read_source

    source, _ = read_source(path, None)
    assert source is not None, path
    service = build_service(service_name(path))
    files = make_artifact(source, service, {}, strict=False).files or {}
    (text,) = [t for name, t in files.items() if name.endswith("/interface.pyi")]
    return text


def _spread(encoding: str, shares: list[float]) -> str:
    middle = statistics.median(shares)
    return (
        f"estimate to {encoding}: least {min(shares):.2f}, median {middle:.2f}, "
        f"most {max(shares):.2f}"
    )


def _table(title: str, rows: Sequence[Row]) -> Table:
    headers = ("", "methods", "document", "tools", "interface", "catalog", "ratio")
    return Table(
        title,
        (*headers, "to tools"),
        tuple(
            (
                *(row.name, row.methods, row.document, row.tools, row.interface),
                *(row.catalog, row.ratio, row.interface / row.tools),
            )
            for row in rows
        ),
    )


def _worst(ordered: Sequence[Row]) -> Table:
    rows = list(reversed(ordered))[:WORST]
    return Table(
        "the worst ten",
        ("", "document", "interface", "ratio", "references to other files"),
        tuple((r.name, r.document, r.interface, r.ratio, r.references) for r in rows),
    )
