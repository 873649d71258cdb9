"""Build the environment that scripts run in, once per set of granted clients.

uv makes a virtual environment with the granted clients, the runtime and what these
need, from wheels of what is installed here: offline, and with nothing else in it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

from hero_runner.sandbox.wheels import (
    Source,
    build_source,
    find_distributions,
    is_editable,
    list_files,
    read_source,
    write_wheel,
)

_LOCK: Final = "artifact.lock.json"
_FORM: Final = b"1"
# What clients import at run time; the last two for the asynchronous ones.
_ROOTS: Final = ("hero-runtime", "anyio", "h11")
_SECONDS: Final = 120.0
_SHOWN: Final = 2000


class Grant(Protocol):
    """Name a service that a script may call, and its generated client."""

    @property
    def service(self) -> str:
        """The name of the service."""
        ...

    @property
    def package(self) -> str:
        """The import name of its client."""
        ...

    @property
    def folder(self) -> Path:
        """The folder of that package."""
        ...


class EnvironmentFailed(Exception):
    """Say why no environment could be built, and what to do."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Locate a built environment and the interpreter that it stands on."""

    key: str
    folder: Path
    interpreter_paths: tuple[Path, ...]
    """What the interpreter is made of, besides system libraries."""
    hidden_folders: tuple[Path, ...]
    """Folders in those, or among the libraries, with packages of other programs."""


def prepare_environment(grants: Sequence[Grant], cache: Path) -> Environment:
    """Return the environment of a set of clients, built if it is not in the cache.

    The cache must be of this user alone. Raises `EnvironmentFailed` when a client
    is not where its grant says, or uv is missing or cannot install.
    """
    clients = {grant.package: _find_client(grant) for grant in grants}
    distributions = find_distributions(_ROOTS)
    key = _digest(clients, distributions)
    folder = cache / key
    if not folder.is_dir():
        sources = [
            *(build_source(name, "0", name, place) for name, place in clients.items()),
            *map(read_source, distributions),
        ]
        _build(sources, folder)
    return Environment(key, folder, *_find_interpreter())


def _find_client(grant: Grant) -> Path:
    if (grant.folder / "__init__.py").is_file():
        return grant.folder
    raise EnvironmentFailed(
        f"there is no package {grant.package} in {grant.folder}, for the service "
        f"{grant.service}. Generate it, or correct the folder of the grant."
    )


def _digest(clients: dict[str, Path], distributions: Iterable[Distribution]) -> str:
    digest = hashlib.sha256(_FORM)
    for part in _identify(clients, distributions):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32]


def _identify(
    clients: dict[str, Path], distributions: Iterable[Distribution]
) -> Iterator[bytes]:
    yield os.fsencode(_base_executable())
    yield sys.version.encode()
    for package in sorted(clients):
        yield package.encode()
        lock = clients[package] / _LOCK
        if lock.is_file():
            yield lock.read_bytes()
        else:
            yield from _identify_files(clients[package])
    for installed in distributions:
        # Each look at it parses the whole text.
        about = installed.metadata
        yield f"{about['Name']} {about['Version']}".encode()
        if is_editable(installed):
            yield from _identify_files(_editable_folder(installed))


def _editable_folder(installed: Distribution) -> Path:
    source = read_source(installed)
    return Path(os.path.commonpath([path.parent for _, path in source.files]))


def _identify_files(folder: Path) -> Iterator[bytes]:
    """Tell versions of files apart that are being worked on."""
    for path in list_files(folder):
        about = path.stat()
        relative = path.relative_to(folder).as_posix()
        yield f"{relative} {about.st_size} {about.st_mtime_ns}".encode()


def _build(sources: Iterable[Source], folder: Path) -> None:
    """Build aside and rename, so that an environment is whole or absent."""
    folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    uv = _find_uv()
    with TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
        wheels = [write_wheel(source, Path(made)) for source in sources]
        new = Path(made, "environment")
        _run(uv, "venv", "--relocatable", "--python", _base_executable(), str(new))
        _run(
            *(uv, "pip", "install", "--no-index", "--compile-bytecode"),
            *("--python", str(new / "bin/python"), *map(str, wheels)),
        )
        _finish(new)
        try:
            os.rename(new, folder)
        except OSError:
            # Another process was faster, and made the same.
            if not folder.is_dir():
                raise


def _run(uv: str, *arguments: str) -> None:
    command = [uv, *arguments, "--quiet", "--offline", "--no-config", "--no-cache"]
    variables = {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_LINK_MODE": "copy",
        "PATH": os.defpath,
        "HOME": "/nonexistent",
    }
    try:
        done = subprocess.run(
            command,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EnvironmentFailed(f"uv {arguments[0]} could not run: {error}") from error
    if done.returncode:
        raise EnvironmentFailed(
            f"uv {arguments[0]} ended with {done.returncode}: "
            f"{done.stderr.strip()[:_SHOWN]}\nInstall what it misses beside "
            "hero-runner: environments are made of what is installed there."
        )


def _finish(folder: Path) -> None:
    """Remove what starts with every script, and let every user read the rest."""
    for path in folder.rglob("_virtualenv.*"):
        path.unlink()
    for place, _, names in os.walk(folder):
        os.chmod(place, 0o755)
        for name in names:
            path = Path(place, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def _find_uv() -> str:
    try:
        from uv import find_uv_bin
    except ModuleNotFoundError:
        found = shutil.which("uv")
    else:
        found = str(find_uv_bin())
    if found is None:
        raise EnvironmentFailed(
            "there is no uv, which builds the environments of scripts. Install it: "
            "pip install 'hero-runner[agent]'"
        )
    return found


def _find_interpreter() -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return what the interpreter is made of, and the folders to hide in that."""
    base = Path(os.path.realpath(sys.base_prefix))
    program = Path(_base_executable())
    libraries = [base / name for name in ("lib", "lib64") if (base / name).is_dir()]
    if base == Path("/usr"):
        # In the sandbox already, as system libraries.
        libraries = []
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = {
        *(Path(os.path.realpath(sysconfig.get_path("stdlib")), "site-packages"),),
        *(base / one / version / "site-packages" for one in ("lib", "lib64")),
        *(Path("/usr/lib", one, "dist-packages") for one in (version, "python3")),
    }
    hidden = sorted(path for path in packages if path.is_dir())
    return (program, *libraries), tuple(hidden)


def _base_executable() -> str:
    """Return the interpreter that this one's virtual environment stands on."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    named = Path(os.path.realpath(sys.base_prefix), "bin", version)
    return os.path.realpath(named if named.exists() else sys.executable)
