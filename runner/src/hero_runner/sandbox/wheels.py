"""Make wheels of what is installed here, so that uv needs no network for them.

An installed distribution lists its files; one that is installed for development
lists none, and its import package is taken from where it is. The form of a wheel:
https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_NOT_SHIPPED: Final = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
_PURE: Final = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@dataclass(frozen=True, slots=True)
class Source:
    """Hold what a wheel is made of."""

    name: str
    version: str
    tag: str
    files: tuple[tuple[str, Path], ...]
    """Path in the wheel and path on disk."""
    texts: tuple[tuple[str, str], ...] = ()
    """Path in the wheel and content, of files that are not on disk."""

    @property
    def file_name(self) -> str:
        """The name of the wheel, by which installers know what it is."""
        return f"{_escape(self.name)}-{self.version}-{self.tag}.whl"


def find_distributions(roots: Iterable[str]) -> list[Distribution]:
    """Return installed distributions and all they need, as far as it is installed.

    What is optional is left out, and so is what is not here: uv says if it is
    missed.
    """
    found: dict[str, Distribution] = {}
    names = list(roots)
    while names:
        name = _normalise(names.pop())
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        names += [
            _requirement_name(item)
            for item in found[name].requires or ()
            if "extra ==" not in item
        ]
    return [found[name] for name in sorted(found)]


def read_source(installed: Distribution) -> Source:
    """Return what the wheel of an installed distribution is made of."""
    name, version = installed.metadata["Name"], installed.version
    if is_editable(installed):
        package = _normalise(name).replace("-", "_")
        return build_source(name, version, package, find_package(package), installed)
    files = tuple(
        (file.as_posix(), Path(str(installed.locate_file(file))))
        for file in installed.files or ()
        if ".." not in file.parts
        and file.name not in _NOT_SHIPPED
        and file.suffix != ".pyc"
    )
    return Source(name, version, _pick_tag(installed), files)


def build_source(
    name: str,
    version: str,
    package: str,
    folder: Path,
    described_by: Distribution | None = None,
) -> Source:
    """Return what the wheel of an import package in a folder is made of."""
    files = tuple(
        (f"{package}/{path.relative_to(folder).as_posix()}", path)
        for path in list_files(folder)
    )
    described = None if described_by is None else described_by.read_text("METADATA")
    metadata = described or (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        "Requires-Dist: hero-runtime\n"
    )
    information = f"{_escape(name)}-{version}.dist-info"
    texts = ((f"{information}/METADATA", metadata), (f"{information}/WHEEL", _PURE))
    return Source(name, version, "py3-none-any", files, texts)


def write_wheel(source: Source, folder: Path) -> Path:
    """Write a wheel, uncompressed: it is read once, on this machine."""
    path = folder / source.file_name
    information = f"{_escape(source.name)}-{source.version}.dist-info"
    lines = []
    with zipfile.ZipFile(path, "w") as wheel:
        for name, data in _read_contents(source):
            wheel.writestr(name, data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
            lines.append(f"{name},sha256={digest.decode().rstrip('=')},{len(data)}\n")
        lines.append(f"{information}/RECORD,,\n")
        wheel.writestr(f"{information}/RECORD", "".join(lines))
    return path


def list_files(folder: Path) -> list[Path]:
    """Return the files of an import package, sorted, without compiled ones."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def is_editable(installed: Distribution) -> bool:
    """Tell whether a distribution is installed for development."""
    text = installed.read_text("direct_url.json")
    if text is None:
        return False
    directory = json.loads(text).get("dir_info", {})
    return bool(directory.get("editable", False))


def find_package(package: str) -> Path:
    """Return the folder of an importable package, without importing it.

    Raises `ModuleNotFoundError` when there is none.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"there is no package {package}", name=package)
    return Path(spec.submodule_search_locations[0])


def _read_contents(source: Source) -> Iterator[tuple[str, bytes]]:
    for name, path in source.files:
        yield name, path.read_bytes()
    for name, text in source.texts:
        yield name, text.encode()


def _pick_tag(installed: Distribution) -> str:
    """Return a tag of the wheel that it was installed from, which fits Python 3."""
    tags = re.findall(r"^Tag: (\S+)", installed.read_text("WHEEL") or "", re.MULTILINE)
    fitting = [tag for tag in tags if not tag.startswith("py2-")]
    return fitting[0] if fitting else "py3-none-any"


def _requirement_name(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    return name[0] if name else requirement


def _normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _escape(name: str) -> str:
    return _normalise(name).replace("-", "_")
