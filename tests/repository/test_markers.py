"""No unfinished work and no silenced checker is left in what is kept by hand."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.repository.modules import HAND_KEPT, ROOT, is_golden_case

SUFFIXES = {".py", ".pyi", ".jinja", ".j2", ".toml", ".sh"}

# Spelled in two parts, so that this file does not hold them.
MARKERS = {
    *("TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error"),
    *("type: " + "ignore", "no" + "qa", "pragma: " + "no cover", "x" + "fail"),
}
PATTERN = re.compile("|".join(rf"\b{re.escape(marker)}\b" for marker in MARKERS))

# "path" to the reason why it may hold one.
EXCEPTIONS: dict[str, str] = {}


def find_markers(folders: Iterable[str], root: Path = ROOT) -> dict[str, list[str]]:
    """Find the files below the folders that hold a marker, with those they hold."""
    found = {}
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            relative = path.relative_to(root)
            if path.suffix not in SUFFIXES or is_golden_case(relative):
                continue
            if markers := PATTERN.findall(path.read_text("utf-8")):
                found[relative.as_posix()] = markers
    return found


def test_no_marker_is_left() -> None:
    found = find_markers(HAND_KEPT)
    assert sorted(found) == sorted(EXCEPTIONS), found


@pytest.mark.parametrize("marker", sorted(MARKERS))
def test_a_marker_is_found(marker: str, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/plan.py").write_text(f"x = 1  # {marker}\n", "utf-8")
    assert find_markers(["src"], tmp_path) == {"src/plan.py": [marker]}


def test_longer_words_pass(tmp_path: Path) -> None:
    (tmp_path / "plan.py").write_text("x = 'MASTO" + "DON todo'\n", "utf-8")
    assert find_markers(["."], tmp_path) == {}
