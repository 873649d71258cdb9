"""No module is a drawer: each is named after the one thing it holds."""

from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest

from tests.repository.modules import HAND_KEPT, read_modules

DRAWERS = {
    *("util", "utils", "utility", "utilities", "common", "helper", "helpers"),
    *("misc", "miscellaneous", "manager", "managers", "handler", "handlers"),
}


def find_drawers(paths: Iterable[PurePosixPath]) -> list[str]:
    """Find the paths with a module or folder that is named like a drawer."""
    return [
        str(path)
        for path in paths
        if any(_last_word(part) in DRAWERS for part in path.with_suffix("").parts)
    ]


def _last_word(part: str) -> str:
    return part.strip("_").rpartition("_")[2].lower()


def test_no_module_is_a_drawer() -> None:
    assert find_drawers(module.path for module in read_modules(HAND_KEPT)) == []


@pytest.mark.parametrize(
    "path", ["a/utils.py", "a/_common.py", "a/helpers/x.py", "a/text_utils.py"]
)
def test_a_drawer_is_found(path: str) -> None:
    assert find_drawers([PurePosixPath(path)]) == [path]


def test_other_names_pass() -> None:
    paths = [PurePosixPath("a/commonmark.py"), PurePosixPath("utilities_bill.py")]
    assert find_drawers(paths) == []
