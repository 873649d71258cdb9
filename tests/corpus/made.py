"""Make the artifact of one document of the corpus; runs in worker processes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from bench.looseness import Looseness, measure_looseness
from hero_generator.artifact import make_artifact
from hero_generator.diagnostics import Diagnostic
from hero_generator.manifest import build_service
from hero_generator.models import build_annotations
from hero_generator.plan import Plan, build_plan
from tests.corpus.documents import read


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


def make(name: str, path: Path) -> Made:
    """Make one artifact, and measure how much its types leave open."""
    source, document = read(path)
    service = build_service(name)
    begun = time.process_time()
    outcome = make_artifact(source, service, {}, strict=False)
    seconds = time.process_time() - begun
    assert outcome.files is not None, [str(d) for d in outcome.diagnostics]
    plan, _ = build_plan(document, service, {})
    return Made(
        name,
        service.package,
        outcome.files,
        outcome.diagnostics,
        len(plan.methods),
        seconds,
        measure_looseness(plan, build_annotations(plan)),
    )


def plan_of(name: str, path: Path) -> Plan:
    """Plan one document without a lock."""
    _, document = read(path)
    return build_plan(document, build_service(name), {})[0]
