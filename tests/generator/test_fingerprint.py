"""What shapes output counts in the digest of the generator, and nothing else does."""

from __future__ import annotations

import sys
from pathlib import Path

import hero_generator
from hero_generator.fingerprint import shaping_files
from hero_generator.models import build_annotations
from hero_generator.planned import plan_source
from hero_generator.render import render_artifact
from hero_runtime.document import digest

PACKAGE = Path(hero_generator.__file__).parent


def test_every_stage_counts_also_if_a_command_has_its_name() -> None:
    names = {name.removeprefix("hero_generator/") for name in shaping_files()}
    for counted in ("render/interface.py", "render/artifact.py", "planned.py"):
        assert counted in names
    for left_out in ("cli/interface.py", "flat/interface.py", "interfaces.py"):
        assert (PACKAGE / left_out).is_file()
        assert left_out not in names
    templates = {name for name in names if name.endswith(".j2")}
    assert "render/templates/client.py.j2" in templates
    assert not any("flat_" in name for name in templates)


def test_the_rules_that_the_runtime_shares_count() -> None:
    folder = Path(digest.__file__).parent
    shared = {p for p in shaping_files().values() if p.is_relative_to(folder)}
    assert shared == set(folder.glob("*.py"))


def test_what_the_stages_import_counts() -> None:
    """A module that is new and is needed to make an artifact cannot be forgotten."""
    needed = {"hero_generator"} | {
        f.__module__ for f in (plan_source, build_annotations, render_artifact)
    }
    counted = {str(path) for path in shaping_files().values()}
    seen: set[str] = set()
    while needed - seen:
        name = (needed - seen).pop()
        seen.add(name)
        module = sys.modules[name]
        needed |= {
            found
            for value in vars(module).values()
            for found in [getattr(value, "__module__", None)]
            if isinstance(found, str) and found.startswith("hero_generator")
        }
    files = {str(sys.modules[name].__file__) for name in seen}
    assert files - counted == {str(PACKAGE / "diagnostics.py")}
