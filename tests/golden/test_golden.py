"""Every case gives exactly the expected files and diagnostics.

A new case is a directory with `openrpc.json` and `REASON.md`, and if need be with
`overlay.json`, `settings.toml` and files that references name. `pytest tests/golden
--update-golden` writes what is expected; read it before you commit.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hero_generator.artifact import Outcome
from hero_generator.verify import verify_packages
from tests.generator.artifacts import assert_well_formed, write_files
from tests.golden.case import (
    ALWAYS,
    Case,
    by_file_name,
    diagnostics_text,
    find_cases,
)

CASES = find_cases()

every_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def write_expected(case: Case, outcome: Outcome) -> None:
    """Rewrite what a case expects."""
    wanted = {*ALWAYS, *(path.name for path in case.expected.glob("*"))}
    shutil.rmtree(case.expected, ignore_errors=True)
    for name, text in by_file_name(outcome).items():
        if name in wanted:
            case.expected.mkdir(exist_ok=True)
            (case.expected / name).write_text(text, "utf-8")
    case.expected_diagnostics.unlink(missing_ok=True)
    if text := diagnostics_text(outcome):
        case.expected_diagnostics.write_text(text, "utf-8")


def read_expected(case: Case) -> dict[str, str]:
    """Read the files a case expects, by name."""
    return {path.name: path.read_text("utf-8") for path in case.expected.glob("*")}


@every_case
def test_output_is_as_expected(case: Case, update_golden: bool) -> None:
    outcome = case.make()
    if update_golden:
        write_expected(case, outcome)
    path = case.expected_diagnostics
    diagnostics = path.read_text("utf-8") if path.is_file() else ""
    assert diagnostics_text(outcome) == diagnostics
    made, expected = by_file_name(outcome), read_expected(case)
    compared = {*ALWAYS, *expected} if made else set(expected)
    assert {name: made.get(name) for name in sorted(compared)} == expected


@every_case
def test_every_module_parses_and_is_in_form(case: Case) -> None:
    assert_well_formed(case.make().files or {})


@every_case
def test_the_same_input_gives_the_same_output(case: Case) -> None:
    assert case.make() == case.make()


@every_case
def test_a_case_has_one_reason(case: Case) -> None:
    reason = (case.folder / "REASON.md").read_text("utf-8").strip()
    assert reason and "\n\n" not in reason


def test_all_packages_are_clean_under_mypy(tmp_path: Path, mypy_cache: Path) -> None:
    packages = []
    for case in CASES:
        files = case.make().files
        if files is not None:
            write_files(tmp_path / case.name, files)
            packages.append((tmp_path / case.name / "src", case.service.package))
    assert packages
    assert verify_packages(packages, mypy_cache) == ""
