"""Render the files around the client: package, errors, metadata, README."""

from __future__ import annotations

from hero_generator.annotations import literal
from hero_generator.layout import assigned_tuple, bracketed
from hero_generator.plan.values import Plan
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_statement
from hero_generator.source_text import comment, docstring, markdown, toml_string


def render_package(plan: Plan) -> str:
    """Return the text of `__init__.py`, which imports nothing until asked."""
    exported = {
        "async_client": [f"Async{plan.service.class_name}"],
        "batch_client": [f"Batch{plan.service.class_name}"],
        "client": [plan.service.class_name],
        "errors": [str(error.name) for error in plan.errors],
        "models": sorted(plan.type_names),
    }
    modules = [
        {
            "statement": import_statement(f"{plan.service.package}.{name}", names, 4),
            "entry": _export_entry(name, names),
        }
        for name, names in exported.items()
        if names
    ]
    every = sorted(name for names in exported.values() for name in names)
    title = f"Client package of {plan.service.name}."
    return fill(
        "package.py",
        {
            "title": title,
            "package": plan.service.package,
            "modules": modules,
            "exported": assigned_tuple("__all__", [literal(n) for n in every]),
        },
    )


def _export_entry(module: str, names: list[str]) -> str:
    """Return the entry of a module and the names it gives away."""
    quoted = [literal(name) for name in names]
    if len(quoted) == 1:
        return f"{literal(module)}: ({quoted[0]},),"
    return bracketed(f"{literal(module)}: (", quoted, "),", 12, explode=True)


def render_errors(plan: Plan) -> str:
    """Return the text of `errors.py`."""
    errors = [
        {
            "name": str(error.name),
            "code": literal(error.code),
            "docstring": docstring(error.message or f"Error {error.code}.", 4),
        }
        for error in plan.errors
    ]
    exported = sorted(["ERRORS", *(str(error.name) for error in plan.errors)])
    values = {
        "name": plan.service.name,
        "exported": assigned_tuple("__all__", [literal(n) for n in exported]),
    }
    return fill("errors.py", values | {"errors": errors})


def render_project(plan: Plan) -> str:
    """Return the text of `pyproject.toml`."""
    service = plan.service
    values = {
        "distribution": toml_string(service.distribution),
        "version": toml_string(service.version),
        "summary": toml_string(f"Client of {service.name}: {plan.summary}"),
        "package": toml_string(service.package),
    }
    return fill("pyproject.toml", values)


def render_readme(plan: Plan) -> str:
    """Return the text of `README.md`."""
    methods = [
        {
            "python_name": str(method.python_name),
            "wire": markdown(method.wire_name),
            "summary": markdown(method.summary),
        }
        for method in plan.methods
    ]
    service = plan.service
    return fill(
        "README.md",
        {
            "distribution": service.distribution,
            "name": service.name,
            "package": service.package,
            "class_name": service.class_name,
            "description": markdown(comment(plan.description or plan.summary)),
            "methods": methods,
        },
    )
