"""Whole documents of a stranger: refused with a reason, or a package that is right."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module, invalidate_caches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hero_generator.verify import verify_packages
from hero_runtime.codec import Codec
from tests.generator.artifacts import (
    assert_well_formed,
    files_of,
    make,
    modules_of,
    write_files,
)
from tests.generator.foreign import documents
from tests.generator.syntax import find_strange_code
from tests.golden.case import find_cases

PACKAGE = "small_client"

slow_to_draw = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)


def import_all(files: Mapping[str, str]) -> None:
    """Import every module of a package and build every type that it declares."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        write_files(Path(folder), files)
        patch.syspath_prepend(f"{folder}/src")
        invalidate_caches()
        try:
            for name in ("client", "errors", "models"):
                import_module(f"{PACKAGE}.{name}")
            module = import_module(PACKAGE)
            assert all(hasattr(module, name) for name in module.__all__)
            build_codec()
        finally:
            for name in [n for n in sys.modules if n.split(".")[0] == PACKAGE]:
                del sys.modules[name]


def build_codec() -> None:
    """Build the types of all parameters and results, which is done lazily otherwise."""
    codec = Codec(PACKAGE)
    signatures = import_module(f"{PACKAGE}.signatures")
    for method in signatures.PARAMETERS:
        codec._build_parameters(method)
    for method in signatures.RESULTS:
        codec._build_result(method)


@slow_to_draw
@given(documents)
def test_a_document_is_refused_or_right(document: Any) -> None:
    outcome = make(document)
    if outcome.files is None:
        assert outcome.diagnostics
        return
    assert_well_formed(outcome.files)
    for path, text in modules_of(outcome.files).items():
        assert find_strange_code(text, PACKAGE) == [], path
    import_all(outcome.files)


def test_packages_of_any_documents_are_clean_under_mypy(
    tmp_path: Path, mypy_cache: Path
) -> None:
    packages: list[tuple[Path, str]] = []

    @settings(suppress_health_check=list(HealthCheck), max_examples=40)
    @given(documents)
    def write_package(document: Any) -> None:
        name = f"small{len(packages)}"
        files = make(document, name).files
        if files is not None:
            write_files(tmp_path / name, files)
            packages.append((tmp_path / name / "src", f"{name}_client"))

    write_package()
    assert packages
    assert verify_packages(packages, mypy_cache) == ""


def golden_modules() -> Iterator[tuple[str, str, str]]:
    """Yield path, text and package of every module of the golden cases."""
    for case in find_cases():
        for path, text in modules_of(case.make().files or {}).items():
            yield path, text, case.service.package


def test_golden_cases_hold_no_strange_code() -> None:
    for path, text, package in golden_modules():
        assert find_strange_code(text, package) == [], path


@pytest.mark.parametrize(
    "text",
    [
        "import os\nos.system('x')",
        "from os import system",
        "eval('1')",
        "x = [i for i in ()]",
        "f'{x}'",
        "def f(x=print(1)): ...",
        "if 1:\n    pass",
        "x = lambda: 1",
        "x.y",
    ],
)
def test_strange_code_is_found(text: str) -> None:
    assert find_strange_code(text, PACKAGE)


def test_a_package_that_does_not_import_is_found() -> None:
    files = files_of(make({"openrpc": "1.3.2", "info": {}, "methods": []}))
    files[f"src/{PACKAGE}/models.py"] += "undefined\n"
    with pytest.raises(NameError):
        import_all(files)
    assert PACKAGE not in sys.modules
