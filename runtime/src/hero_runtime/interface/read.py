"""Read the stub of an installed package without importing the package."""

import importlib.util
from pathlib import Path

from hero_runtime.interface.parse import (
    MAXIMUM_CHARACTERS,
    InterfaceSyntaxError,
    parse_interface,
)
from hero_runtime.interface.values import Interface

FILE_NAME = "interface.pyi"


class InterfaceNotFound(LookupError):
    """Say that there is no stub, where it was looked for, and what to do."""


def read_interface(package: str) -> Interface:
    """Read the stub of a package, given its import name.

    Raises `InterfaceNotFound` for a package that is not installed or has no stub, and
    `InterfaceSyntaxError` for a stub that hero-generator did not write.
    """
    path = find_stub(package)
    if path is None:
        raise InterfaceNotFound(
            f"no installed package {package!r} has an {FILE_NAME}: install the client, "
            "or generate it again with hero-generator"
        )
    if path.stat().st_size > 4 * MAXIMUM_CHARACTERS:
        raise InterfaceSyntaxError(f"{path} is too large to be a stub")
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise InterfaceSyntaxError(f"{path} is not UTF-8 text") from None
    return parse_interface(text)


def find_stub(package: str) -> Path | None:
    """Return where the stub of an installed package is, if there is one."""
    if not package.isidentifier():
        return None
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    return None
