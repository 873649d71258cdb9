"""Find the interface of a service and take from it what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hero_runtime.interface import (
    Interface,
    InterfaceNotFound,
    InterfaceSyntaxError,
    estimate_tokens,
    find_unknown,
    fit_budget,
    fit_index,
    parse_interface,
    read_interface,
    render_index,
    search_methods,
    select_methods,
)

MAXIMUM_FOUND = 10
"""Methods that a search shows where no budget bounds it."""


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what of an interface is asked for; with nothing, all of it."""

    methods: tuple[str, ...] = ()
    search: str = ""
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold a stub, or why there is none."""

    text: str = ""
    problem: str = ""


def find_interface(name: str, output: Path | None) -> Interface | str:
    """Read the interface of a service, of a package, or from a path.

    Returns what is wrong, and what to do, where there is none.
    """
    try:
        path = _find_path(name, output)
        if path is None:
            return read_interface(name)
        return parse_interface(path.read_text("utf-8"))
    except InterfaceNotFound:
        where = f" in {output}" if output else ""
        return (
            f"there is no service {name!r}{where}, no installed package of that name, "
            "and no such file: `hero-generator list` shows the services"
        )
    except (InterfaceSyntaxError, UnicodeDecodeError) as problem:
        return f"{name} is no interface: {problem}"
    except OSError as problem:
        return f"{name} cannot be read: {problem.strerror or problem}"


def answer_request(interface: Interface, request: Request) -> Answer:
    """Return the part of an interface that is asked for."""
    if unknown := find_unknown(interface, request.methods):
        return Answer(problem="\n".join(str(entry) for entry in unknown))
    if not request.methods and not request.search and request.budget is None:
        return Answer(interface.text)
    if request.budget is not None and not request.methods:
        return Answer(fit_budget(interface, request.search, request.budget))
    found = search_methods(interface, request.search, MAXIMUM_FOUND)
    shown = (*request.methods, *(method.name for method in found))
    text = select_methods(interface, shown)
    rest = [method for method in interface.methods if method.name not in shown]
    if request.budget is not None:
        return Answer(text + fit_index(rest, request.budget - estimate_tokens(text)))
    return Answer(f"{text}\n{render_index(rest)}" if rest else text)


def _find_path(name: str, output: Path | None) -> Path | None:
    """Return the file that a name stands for; nothing for a package, perhaps."""
    if name.endswith(".pyi"):
        return Path(name) if Path(name).is_file() else None
    if output is None or not name.replace("-", "_").isidentifier():
        return None
    found = sorted(output.glob(f"{name}/src/*/interface.pyi"))
    return found[0] if found else None
