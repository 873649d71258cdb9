"""Render all files of an artifact."""

from __future__ import annotations

from hero_generator.models import Annotations
from hero_generator.plan.values import Plan
from hero_generator.render.client import ASYNC, BATCH, SYNC, render_client
from hero_generator.render.interface import render_interface
from hero_generator.render.method_table import render_method_table
from hero_generator.render.models import render_models
from hero_generator.render.package import (
    render_errors,
    render_package,
    render_project,
    render_readme,
)
from hero_generator.render.signatures import render_signatures
from hero_generator.style import format_module


def render_artifact(plan: Plan, annotations: Annotations) -> dict[str, str]:
    """Return the text of every file but the lock, by path in the artifact."""
    folder = f"src/{plan.service.package}"
    modules = {
        "__init__.py": render_package(plan),
        "methods.py": render_method_table(plan, annotations),
        "client.py": render_client(plan, annotations, SYNC),
        "async_client.py": render_client(plan, annotations, ASYNC),
        "batch_client.py": render_client(plan, annotations, BATCH),
        "models.py": render_models(plan, annotations),
        "signatures.py": render_signatures(plan, annotations),
        "errors.py": render_errors(plan),
        "interface.pyi": render_interface(plan, annotations),
    }
    files = {
        f"{folder}/{name}": format_module(text, is_stub=name.endswith(".pyi"))
        for name, text in modules.items()
    }
    files["pyproject.toml"] = render_project(plan)
    files["README.md"] = render_readme(plan)
    files[f"{folder}/py.typed"] = ""
    return files
