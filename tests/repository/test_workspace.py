"""The members of the workspace agree with each other and with the settings."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.repository.modules import ROOT

DISTRIBUTIONS = ("generator", "runtime", "runner")
BUILD_SYSTEMS = (
    {"requires": ["flit_core>=4.2,<5"], "build-backend": "flit_core.buildapi"},
    {"requires": ["hatchling>=1.33,<2"], "build-backend": "hatchling.build"},
)
"""How one import package is built, and how several are: flit would leave out one."""
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.!+]*")


def read_toml(path: str) -> dict[str, Any]:
    """Read a TOML file of the repository."""
    return tomllib.loads((ROOT / path).read_text("utf-8"))


def newest_version(changelog: str) -> str:
    """Find the version that the topmost heading of a changelog names."""
    heading = re.search(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert heading is not None, "CHANGELOG.md has no heading like ## [1.2.3]"
    return heading[1]


def find_bad_pins(lines: Iterable[str]) -> list[str]:
    """Find the lines that are neither a comment nor `name==version`, in order."""
    kept = [line for line in lines if line and not line.startswith("#")]
    bad = [line for line in kept if not PIN.fullmatch(line)]
    ordered = sorted(kept, key=lambda line: normalise(requirement_name(line)))
    return bad or [
        line for line, right in zip(kept, ordered, strict=True) if line != right
    ]


def requirement_name(requirement: str) -> str:
    """Return the name that a requirement or a pin begins with, as it is written."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None, requirement
    return name[0]


def normalise(name: str) -> str:
    """Return the one form of a distribution's name that compares equal (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins() -> dict[str, str]:
    """Read the pinned version of each distribution."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line.split("==") for line in lines if "==" in line]
    return {normalise(name): version for name, version in pins}


def declared_requirements() -> list[str]:
    """Collect what the members and the development group ask for, but members."""
    requirements = list(read_toml("pyproject.toml")["dependency-groups"]["dev"])
    for folder in DISTRIBUTIONS:
        project = read_toml(f"{folder}/pyproject.toml")
        requirements += project["project"]["dependencies"]
        requirements += project["build-system"]["requires"]
    return [item for item in requirements if not item.startswith("hero-")]


@pytest.mark.parametrize("folder", DISTRIBUTIONS)
def test_versions_equal_the_newest_of_the_changelog(folder: str) -> None:
    newest = newest_version((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert read_toml(f"{folder}/pyproject.toml")["project"]["version"] == newest


@pytest.mark.parametrize("folder", DISTRIBUTIONS)
def test_a_version_in_the_code_equals_that_of_the_distribution(folder: str) -> None:
    project = read_toml(f"{folder}/pyproject.toml")["project"]
    package = ROOT / folder / "src" / project["name"].replace("-", "_")
    text = (package / "__init__.py").read_text("utf-8")
    versions = re.findall(r'^__version__ = "(.*)"$', text, re.MULTILINE)
    assert versions in ([], [project["version"]])


def test_the_newest_version_is_the_topmost() -> None:
    assert newest_version("# C\n\n## [0.2.0] - Unreleased\n\n## [0.1.0]\n") == "0.2.0"


def test_every_member_has_a_project_file() -> None:
    for pattern in read_toml("pyproject.toml")["tool"]["hero-codegen"]["workspace"][
        "members"
    ]:
        for folder in ROOT.glob(pattern):
            if folder.is_dir():
                assert (folder / "pyproject.toml").is_file(), folder


@pytest.mark.parametrize("folder", DISTRIBUTIONS)
def test_a_distribution_ships_what_every_one_ships(folder: str) -> None:
    project = read_toml(f"{folder}/pyproject.toml")
    package = project["project"]["name"].replace("-", "_")
    assert project["project"]["requires-python"] == ">=3.11"
    packages = {path.name for path in (ROOT / folder / "src").glob("[a-z]*")}
    assert package in packages
    assert project["build-system"] == BUILD_SYSTEMS[len(packages) > 1]
    for name in packages:
        assert (ROOT / folder / "src" / name / "py.typed").is_file()
    licence = (ROOT / "LICENSE").read_bytes()
    assert (ROOT / folder / "LICENSE").read_bytes() == licence


def test_mypy_looks_into_every_hand_kept_source_folder() -> None:
    listed = {
        Path(entry.replace("$MYPY_CONFIG_FILE_DIR", str(ROOT)))
        for entry in read_toml("pyproject.toml")["tool"]["mypy"]["mypy_path"]
    }
    folders = set(ROOT.glob("*/src"))
    missing = sorted(str(path.relative_to(ROOT)) for path in folders - listed)
    assert missing == [], "add them to tool.mypy.mypy_path in pyproject.toml"


def test_constraints_are_plain_pins_in_order() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert find_bad_pins(lines) == []


@pytest.mark.parametrize(
    "line",
    [
        "a>=1",
        "a",
        "a @ https://example.org/a.whl",
        "-i https://example.org",
        "a==1 ; x",
    ],
)
def test_a_line_that_is_no_pin_is_found(line: str) -> None:
    assert find_bad_pins(["# pins", "", "z==1.0", line]) == [line]


def test_pins_out_of_order_are_found() -> None:
    assert find_bad_pins(["a-b==1", "a_c==1", "B==2.0a1"]) == []
    assert find_bad_pins(["b==1", "a==1"]) == ["b==1", "a==1"]


def test_everything_asked_for_is_pinned() -> None:
    asked = {normalise(requirement_name(item)) for item in declared_requirements()}
    assert asked - read_pins().keys() == set()


def test_exact_requirements_equal_the_pins() -> None:
    exact = [item.split("==") for item in declared_requirements() if "==" in item]
    assert {normalise(name) for name, _ in exact} == {
        "black",
        "datamodel-code-generator",
        "ty",
    }
    assert all(read_pins()[normalise(name)] == version for name, version in exact)
