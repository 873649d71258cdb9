"""Interfaces of the corpus are true, valid for every checker, and few tokens."""

from __future__ import annotations

import ast
import json
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from bench.tokens import (
    LIMIT,
    OTHER_ENCODING,
    count_tokens,
    minified,
)
from bench.tools_array import build_tools
from hero_generator.plan.summaries import MAXIMUM_TOKENS
from hero_runtime.interface import (
    Interface,
    estimate_tokens,
    fit_budget,
    parse_interface,
    search_methods,
    select_methods,
)
from tests.corpus.conftest import ALL, DOCUMENTS
from tests.corpus.made import Made
from tests.generator.artifacts import STUB_MODE, file_named
from tests.generator.interface_truth import compare_interface

pytestmark = pytest.mark.corpus

HEAD = 250
"""Tokens that the head of any stub has room in."""


@pytest.fixture(scope="module")
def stubs(made: dict[str, Made]) -> dict[str, str]:
    """Return the stub of every document."""
    return {name: file_named(m.files, "interface.pyi") for name, m in made.items()}


@pytest.fixture(scope="module")
def interfaces(stubs: dict[str, str]) -> dict[str, Interface]:
    """Return the parsed stub of every document."""
    return {name: parse_interface(text) for name, text in stubs.items()}


@pytest.mark.parametrize("name", ALL)
def test_the_interface_is_true(made: dict[str, Made], name: str) -> None:
    names = ("models.py", "client.py", "errors.py", "methods.py")
    files = made[name].files
    modules = {module: file_named(files, module) for module in names}
    assert compare_interface(file_named(files, "interface.pyi"), modules) == []


def test_ty_is_clean(stubs: dict[str, str], tmp_path: Path) -> None:
    for name, text in stubs.items():
        folder = tmp_path / name.replace("-", "_")
        folder.mkdir()
        (folder / "interface.pyi").write_text(text, "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ty", "check", "--output-format", "concise"),
            *("--python", sys.prefix, "--python-version", "3.11", "."),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "All checks passed!")


def test_interfaces_are_a_small_part_of_their_documents(stubs: dict[str, str]) -> None:
    values = [json.loads(DOCUMENTS[name].read_bytes()) for name in DOCUMENTS]
    documents = count_tokens([minified(value) for value in values])
    counts = count_tokens([stubs[name] for name in DOCUMENTS])
    shares = [c / d for c, d in zip(counts, documents, strict=True)]
    assert statistics.median(shares) <= LIMIT
    assert sum(counts) / sum(documents) < 0.11


@pytest.mark.parametrize("encoding", ["o200k_base", OTHER_ENCODING])
def test_every_catalog_entry_is_short(stubs: dict[str, str], encoding: str) -> None:
    entries = ["\n".join(text.split("\n")[:2]) + "\n" for text in stubs.values()]
    counts = dict(zip(entries, count_tokens(entries, encoding), strict=True))
    assert {e: n for e, n in counts.items() if n > MAXIMUM_TOKENS} == {}


@pytest.mark.parametrize("encoding", ["o200k_base", OTHER_ENCODING])
def test_the_estimate_is_never_less_than_the_tokens(
    stubs: dict[str, str], encoding: str
) -> None:
    texts = list(stubs.values())
    counted = count_tokens(texts, encoding)
    shares = [estimate_tokens(t) / n for t, n in zip(texts, counted, strict=True)]
    assert 1 <= min(shares) and max(shares) <= 1.35


def test_selecting_every_method_gives_the_whole_stub(
    interfaces: dict[str, Interface],
) -> None:
    for name, interface in interfaces.items():
        methods = [method.name for method in interface.methods]
        assert select_methods(interface, methods) == interface.text, name


@pytest.mark.parametrize("tokens", [HEAD, 1000, 4000])
def test_a_budget_is_kept(interfaces: dict[str, Interface], tokens: int) -> None:
    texts = [fit_budget(i, "get the latest block", tokens) for i in interfaces.values()]
    for text in texts:
        ast.parse(text)
    for encoding in ("o200k_base", OTHER_ENCODING):
        assert max(count_tokens(texts, encoding)) <= tokens


def test_a_part_of_a_large_stub_is_clean_and_in_form(
    interfaces: dict[str, Interface], tmp_path: Path
) -> None:
    import black

    for name, interface in interfaces.items():
        methods = [method.name for method in interface.methods[::3]]
        text = select_methods(interface, methods)
        assert black.format_str(text, mode=STUB_MODE) == text, name
        folder = tmp_path / name.replace("-", "_")
        folder.mkdir()
        (folder / "__init__.py").touch()
        (folder / "interface.pyi").write_text(text, "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file="),
            *("--no-error-summary", f"--cache-dir={tmp_path / '.cache'}", "."),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_a_search_in_a_large_stub_finds_what_was_meant(
    interfaces: dict[str, Interface],
) -> None:
    asked = {
        "wallet balance": "filecoin_wallet_balance",
        "delete a key from the wallet": "filecoin_wallet_delete",
        "head of the chain": "filecoin_chain_head",
    }
    for text, wanted in asked.items():
        found = search_methods(interfaces["forest-filecoin-v1"], text, 3)
        assert wanted in [method.name for method in found], text


def test_tools_of_a_document_refer_to_nothing_outside() -> None:
    for path in DOCUMENTS.values():
        value = json.loads(path.read_bytes())
        tools = build_tools(value)
        assert len(tools) == len(value["methods"])
        for tool in tools:
            text = minified(tool)
            assert text.count('"$ref":"#/') == text.count('"$ref":"#/$defs/')
