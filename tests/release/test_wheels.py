"""Distributions are the same bytes everywhere, whole, and install together."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from release.build import list_members
from tests.generator.project import read_tree
from tests.release.conftest import build_in_copy
from tests.repository.modules import ROOT

PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "-q")


def run(python: str | Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run an interpreter, keeping what it says."""
    return subprocess.run(
        [str(python), *map(str, command)], capture_output=True, text=True, cwd="/"
    )


def test_two_builds_are_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    other = build_in_copy(
        tmp_path / "another" / "place",
        0o077,
        TZ="Asia/Kathmandu",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="7",
        SOURCE_DATE_EPOCH="1700000000",
    )
    first, second = read_tree(dist), read_tree(other)
    assert len(first) > 4 * len(list_members(ROOT))
    assert {n for n in first | second if first.get(n) != second.get(n)} == set()


def test_there_is_a_wheel_and_an_sdist_of_every_member(dist: Path) -> None:
    stems = {path.name.split("-")[0] for path in dist.glob("*.whl")}
    assert stems == {path.name.split("-")[0] for path in dist.glob("*.tar.gz")}
    assert len(stems) == len(list_members(ROOT)) >= 10


def test_a_generated_package_is_whole(dist: Path) -> None:
    packages = sorted((ROOT / "generated").glob("*/src/*"))
    for package in packages:
        wanted = {f"{package.name}/{p.name}" for p in package.iterdir() if p.is_file()}
        endings = {name.rpartition("/")[2] for name in wanted}
        assert {"py.typed", "interface.pyi", "artifact.lock.json"} <= endings
        (wheel,) = dist.glob(f"{package.name}-*.whl")
        (sdist,) = dist.glob(f"{package.name}-*.tar.gz")
        with zipfile.ZipFile(wheel) as archive:
            assert wanted <= set(archive.namelist())
        with tarfile.open(sdist) as packed:
            names = {name.partition("/src/")[2] for name in packed.getnames()}
            assert wanted <= names
    assert len(packages) == 7


@pytest.mark.parametrize("member", ["generator", "runner", "runtime"])
def test_templates_views_and_markers_are_packed(dist: Path, member: str) -> None:
    source = ROOT / member / "src"
    files = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
    wanted = {name for name in files if "__pycache__" not in name}
    (wheel,) = dist.glob(f"hero_{member}-*.whl")
    (sdist,) = dist.glob(f"hero_{member}-*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        assert {n for n in archive.namelist() if ".dist-info/" not in n} == wanted
    with tarfile.open(sdist) as packed:
        names = {name.partition("/src/")[2] for name in packed.getnames()}
        assert wanted == names - {""}


@pytest.fixture(scope="module")
def dependencies(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Download what the distributions need of others."""
    folder = tmp_path_factory.mktemp("dependencies")
    constraints = ("--constraint", ROOT / "constraints.txt")
    wheels = sorted(dist.glob("*.whl"))
    done = run(
        sys.executable, *PIP, "download", *constraints, "--dest", folder, *wheels
    )
    if done.returncode and "CI" not in os.environ:
        pytest.skip(f"dependencies cannot be downloaded: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    for ours in folder.glob("hero_*"):
        ours.unlink()
    return folder


def test_all_install_together_offline(
    dist: Path, dependencies: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    names = [path.name.split("-")[0] for path in dist.glob("*.whl")]
    offline = ("--no-index", "--find-links", dist, "--find-links", dependencies)
    done = run(python, *PIP, "install", "--no-compile", *offline, *names)
    assert done.returncode == 0, done.stderr
    checked = run(python, "-m", "pip", "check")
    assert "No broken requirements found." in checked.stdout, checked.stdout
    clients = [name for name in names if name.endswith("_client")]
    program = (
        "import importlib, pathlib, sys\n"
        "from hero_runner import flow\n"
        "import hero_tracing\n"
        "for name in sys.argv[1:]:\n"
        "    module = importlib.import_module(name)\n"
        "    names = [n for n in module.__all__ if not n.startswith('Async')]\n"
        "    assert names and all(hasattr(module, one) for one in names), name\n"
        "    assert pathlib.Path(module.__file__).is_relative_to(sys.prefix)\n"
    )
    done = run(python, "-I", "-c", program, *clients)
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("hero-generator", "hero-runner"):
        shown = subprocess.run(
            [tmp_path / "venv/bin" / command, "--help"], capture_output=True, text=True
        )
        assert shown.returncode == 0, shown.stderr
