"""Make the files of an export: a pure function from what was read to their text."""

from __future__ import annotations

from collections.abc import Mapping

from hero_generator.artifact import Outcome
from hero_generator.flat.client import render_flat_client
from hero_generator.flat.interface import render_flat_interface
from hero_generator.manifest import Service
from hero_generator.models import Annotations, build_annotations
from hero_generator.plan import Plan
from hero_generator.planned import plan_source
from hero_generator.read import Source
from hero_runtime.document.digest import digest_bytes


def make_export(
    source: Source, service: Service, locked: Mapping[str, Mapping[str, str]]
) -> Outcome:
    """Return the files of an export; names are those that `locked` has given."""
    planned, problems = plan_source(source, service, locked, strict=False)
    if planned is None:
        return Outcome(None, problems)
    annotations = build_annotations(planned.plan)
    return Outcome(render_export(planned.plan, annotations, source), problems)


def render_export(
    plan: Plan, annotations: Annotations, source: Source
) -> dict[str, str]:
    """Return the text of a client, its interface and its digest by file name.

    `{service}.hash` holds the digest of the document's bytes, as the lock of a package.
    """
    name = plan.service.name
    return {
        f"{name}.hash": f"{digest_bytes(source.document)}\n",
        f"{name}_client.py": render_flat_client(plan, annotations),
        f"{name}_interface.py": render_flat_interface(plan, annotations),
    }
