"""Every document of the corpus exports as single files that run and type-check."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hero_generator.flat.export import make_export
from hero_generator.manifest import build_service
from tests.corpus.conftest import ALL
from tests.corpus.documents import read
from tests.corpus.made import Made

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def exported(made: dict[str, Made], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the single files of the whole corpus into one folder."""
    folder = tmp_path_factory.mktemp("flat")
    for one in made.values():
        for file, text in one.flat.items():
            (folder / file).write_text(text, "utf-8")
    return folder


def test_every_document_is_exported(exported: Path) -> None:
    assert len(list(exported.iterdir())) == 3 * len(ALL)


@pytest.mark.parametrize("name", sorted(ALL)[5::30])
def test_the_command_exports_the_same(made: dict[str, Made], name: str) -> None:
    service = build_service(name.replace("-", "_"), ALL[name].name)
    assert make_export(read(ALL[name])[0], service, {}).files == made[name].flat


def test_modules_run_with_the_standard_library_alone(exported: Path) -> None:
    """Every table of every client is built: types, fields, and recursive unions."""
    program = (
        "import importlib, pathlib, sys\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "sys.path.append(str(folder))\n"
        "for path in sorted(folder.glob('*.py')):\n"
        "    module = vars(importlib.import_module(path.stem))\n"
        "    for value in list(module.values()):\n"
        "        if not isinstance(value, type) or '_fields_of' not in module:\n"
        "            continue\n"
        "        if issubclass(value, module['Model']):\n"
        "            module['_fields_of'](value)\n"
        "        if issubclass(value, module['_Recursive']):\n"
        "            value.meaning()\n"
    )
    command = [sys.executable, "-I", "-S", "-c", program, str(exported)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_mypy_strict_is_clean(exported: Path, tmp_path: Path) -> None:
    """Every third client, because each holds a runtime of its own to be checked."""
    options = ["--strict", "--config-file=", f"--cache-dir={tmp_path}"]
    sample = sorted(path.name for path in exported.glob("*_client.py"))[1::3]
    stubs = sorted(path.name for path in exported.glob("*_interface.py"))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *sample, *stubs],
        cwd=exported,
        capture_output=True,
        text=True,
    )
    assert "Success" in done.stdout, done.stdout


def test_pyright_is_clean(exported: Path) -> None:
    sample = sorted(path.name for path in exported.glob("*_client.py"))[::8]
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    command += sample
    done = subprocess.run(command, cwd=exported, capture_output=True, text=True)
    assert "\n0 errors" in f"\n{done.stdout}", done.stdout[-4000:]
