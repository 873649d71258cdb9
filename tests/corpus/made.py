"""Make the artifact of one document of the corpus; runs in worker processes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import black

from bench.looseness import Looseness, measure_looseness
from hero_generator.artifact import make_artifact
from hero_generator.diagnostics import Diagnostic
from hero_generator.flat.export import render_export
from hero_generator.manifest import build_service
from hero_generator.models import build_annotations
from hero_generator.plan import Plan, build_plan
from tests.corpus.documents import read
from tests.generator.artifacts import MODE, STUB_MODE, modules_of


@dataclass(frozen=True, slots=True)
class Made:
    """Hold what came of one document."""

    name: str
    package: str
    files: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    methods: int
    seconds: float
    """Processor time of the generation."""
    looseness: Looseness
    flat: dict[str, str]
    """The same client as a single file, and what belongs to it."""
    out_of_form: tuple[str, ...] = ()
    """Modules that black would change, if they were looked at."""


def make(name: str, path: Path) -> Made:
    """Make one artifact, and measure how much its types leave open."""
    source, document = read(path)
    service = build_service(name)
    begun = time.process_time()
    outcome = make_artifact(source, service, {}, strict=False)
    seconds = time.process_time() - begun
    assert outcome.files is not None, [str(d) for d in outcome.diagnostics]
    plan, _ = build_plan(document, service, {})
    annotations = build_annotations(plan)
    flat = replace(plan, service=replace(service, name=name.replace("-", "_")))
    return Made(
        name,
        service.package,
        outcome.files,
        outcome.diagnostics,
        len(plan.methods),
        seconds,
        measure_looseness(plan, annotations),
        render_export(flat, annotations, source),
    )


def make_in_form(name: str, path: Path) -> Made:
    """Make one artifact and compare the form of its modules with black's.

    Most of a single-file client is the same in all: every fifth of them is looked at.
    """
    made = make(name, path)
    sampled = sum(name.encode()) % 5 == 0
    texts = modules_of(made.files) | (modules_of(made.flat) if sampled else {})
    return replace(made, out_of_form=tuple(find_out_of_form(texts)))


def find_out_of_form(texts: Mapping[str, str]) -> list[str]:
    """Return the modules that black would change."""
    return [
        path
        for path, text in texts.items()
        if black.format_str(text, mode=STUB_MODE if path.endswith(".pyi") else MODE)
        != text
    ]


def plan_of(name: str, path: Path) -> Plan:
    """Plan one document without a lock."""
    _, document = read(path)
    return build_plan(document, build_service(name), {})[0]
