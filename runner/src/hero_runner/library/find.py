"""Find the file of a flow by its name or path."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hero_runner.conventions import FLOW_FOLDERS

SIZE_LIMIT: Final = 4 * 1024 * 1024
"""Largest file that is read as a flow, in bytes."""


class NoSuchFlow(Exception):
    """No file has the flow; the message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class FlowFile:
    """Name the file of a flow, and the flow in it; an empty name is its only one."""

    path: Path
    flow: str


def list_folders(environ: Mapping[str, str], given: Sequence[Path] = ()) -> list[Path]:
    """Return the flow folders: those given, else of the environment, else ./flows."""
    if given:
        return [folder.absolute() for folder in given]
    if named := environ.get(FLOW_FOLDERS):
        return [Path(item).expanduser().absolute() for item in named.split(os.pathsep)]
    try:
        return [Path("flows").absolute()]
    except FileNotFoundError:  # The working directory was deleted.
        return []


def list_files(folders: Iterable[Path]) -> list[Path]:
    """Return the files in flow folders, in the order of the folders, sorted."""
    return [
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.glob("*.py"))
        if not path.name.startswith("_")
    ]


def find_flow(target: str, folders: Sequence[Path]) -> FlowFile:
    """Return the file of a flow: `path.py`, `path.py:function`, or a name.

    A file that has the name of the flow is found without reading any.
    Raises `NoSuchFlow`.
    """
    path, _, function = target.partition(":")
    if path.endswith(".py"):
        if not Path(path).is_file():
            raise NoSuchFlow(f"{path}: no such file")
        return FlowFile(Path(path).absolute(), function)
    if target.isidentifier():
        for folder in folders:
            if (folder / f"{target}.py").is_file():
                return FlowFile(folder / f"{target}.py", target)
    from hero_runner.library.scan import scan_flows

    for file in list_files(folders):
        if any(target in (entry.name, entry.function) for entry in scan_flows(file)):
            return FlowFile(file, target)
    places = ", ".join(map(str, folders)) or "no folder"
    raise NoSuchFlow(
        f"no flow {target!r} in {places}: name a folder with --flows or HERO_FLOWS, "
        "or give the path of a file"
    )


def read_source(path: Path) -> str:
    """Return the text of a flow's file. Raises `OSError` and `ValueError`."""
    if path.stat().st_size > SIZE_LIMIT:
        raise ValueError(f"{path}: larger than {SIZE_LIMIT} bytes")
    return path.read_text("utf-8")
