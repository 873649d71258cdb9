"""Every package of the corpus parses, is in black's form, imports and type-checks."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pydantic
import pytest

from hero_generator.verify import verify_packages
from tests.corpus.conftest import ALL, DOCUMENTS, Results
from tests.corpus.made import Made, find_out_of_form, make

pytestmark = pytest.mark.corpus

INVALID = 6
"""Documents of the corpus that their own meta-schema refuses."""


def test_the_corpus_is_whole(made: dict[str, Made]) -> None:
    assert len(DOCUMENTS) == 70
    assert len(made) == len(ALL)


def test_invalid_documents_say_so(made: dict[str, Made]) -> None:
    codes = {n: {d.code for d in made[n].diagnostics} for n in DOCUMENTS}
    assert sum("meta-schema" in found for found in codes.values()) == INVALID


def test_no_document_is_left_out_of_the_methods(made: dict[str, Made]) -> None:
    for name, path in ALL.items():
        names = {m["name"] for m in json.loads(path.read_bytes())["methods"]}
        assert made[name].methods == len(names), name


@pytest.mark.parametrize("name", ALL)
def test_modules_are_in_black_form(made: dict[str, Made], name: str) -> None:
    assert made[name].out_of_form == ()


def test_a_module_out_of_form_is_seen() -> None:
    assert find_out_of_form({"a.py": "x = 'a'\n", "b.py": 'x = "a"\n'}) == ["a.py"]


@pytest.mark.parametrize("name", ALL)
def test_every_type_imports_and_builds(
    made: dict[str, Made], folder: Path, name: str
) -> None:
    package = made[name].package
    exported = importlib.import_module(package)
    assert exported.__file__ is not None
    assert Path(exported.__file__).is_relative_to(folder)
    for attribute in exported.__all__:
        assert getattr(exported, attribute) is not None or attribute != "client"
    signatures = importlib.import_module(f"{package}.signatures")
    models = importlib.import_module(f"{package}.models")
    places = [*signatures.PARAMETERS.values(), signatures.RESULTS]
    types = [t for place in places for t in place.values()]
    for type_ in [getattr(models, n) for n in models.__all__] + types:
        pydantic.TypeAdapter(type_).rebuild(force=False)


def test_mypy_strict_is_clean(
    made: dict[str, Made], folder: Path, results: Results, tmp_path: Path
) -> None:
    packages = [(folder / name / "src", made[name].package) for name in ALL]
    findings = verify_packages(packages, tmp_path / "cache")
    for name in ALL:
        lines = [line for line in findings.splitlines() if f"/{name}/" in line]
        results.strict_errors[name] = len(lines)
    assert findings == ""


def test_pyright_is_clean(made: dict[str, Made], folder: Path) -> None:
    if shutil.which("pyright") is None and not _has_pyright():
        pytest.skip("pyright is not installed")
    sources = [str(folder / name / "src") for name in made]
    settings = {
        "include": [str(folder)],
        "pythonVersion": "3.11",
        "executionEnvironments": [{"root": str(folder), "extraPaths": sources}],
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pyright",
            "--outputjson",
            "--pythonpath",
            sys.executable,
        ]
        + ["--project", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    found = [d for d in report["generalDiagnostics"] if d["severity"] == "error"]
    assert [f"{d['file']}: {d['message']}" for d in found] == []
    assert report["summary"]["filesAnalyzed"] >= 6 * len(ALL)


def _has_pyright() -> bool:
    return importlib.util.find_spec("pyright") is not None


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_gives_the_same_bytes(
    made: dict[str, Made], tmp_path: Path, seed: str
) -> None:
    """The documents are made again elsewhere, under another hash seed."""
    sample = sorted(ALL)[int(seed) :: 14]
    script = (
        "import json, sys, pathlib\n"
        "from tests.corpus.made import make\n"
        "for name, path in json.load(sys.stdin).items():\n"
        "    print(json.dumps([name, make(name, pathlib.Path(path)).files]))\n"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps({name: str(ALL[name]) for name in sample}),
        env=environment | {"LC_ALL": "C"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    again = dict(json.loads(line) for line in done.stdout.splitlines())
    assert sorted(again) == sorted(sample)
    assert all(again[name] == made[name].files for name in sample)


def test_one_worker_gives_the_same_bytes(made: dict[str, Made]) -> None:
    for name in sorted(ALL)[3::12]:
        assert make(name, ALL[name]).files == made[name].files
