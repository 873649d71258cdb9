"""Client packages are found where an import would find them, and never imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hero_runner.gate import GrantNotFound, find_grant, list_grants
from tests.repository.modules import ROOT


def add_package(folder: Path, package: str, interface: str) -> None:
    """Write what makes a folder a client package."""
    (folder / package).mkdir(parents=True)
    (folder / package / "artifact.lock.json").write_text("{}", "utf-8")
    (folder / package / "interface.pyi").write_text(interface, "utf-8")


def test_every_generated_package_is_found() -> None:
    found = {grant.service: grant for grant in list_grants()}
    made = {path.parent.name for path in ROOT.glob("generated/*/pyproject.toml")}
    assert made <= found.keys()
    for name in made:
        assert find_grant(name) == find_grant(found[name].package) == found[name]
        assert (found[name].folder / "client.py").is_file()


def test_finding_imports_no_package() -> None:
    program = (
        "import sys; from hero_runner.gate import list_grants; "
        "assert list_grants(); print([n for n in sys.modules if '_client' in n])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_what_comes_first_on_the_path_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        add_package(tmp_path / name, "shop_client", f"# SERVICE: {name}\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "one"), str(tmp_path / "two")])
    assert [grant.service for grant in list_grants()] == ["one"]


def test_the_working_directory_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_package(tmp_path, "shop_client", "# SERVICE: shop\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert "shop" not in {grant.service for grant in list_grants()}


@pytest.mark.parametrize("interface", ["", "class A: ...\n", "\0" * 500])
def test_a_folder_without_an_interface_is_none(
    interface: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_package(tmp_path, "shop_client", interface)
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "absent")])
    assert list_grants() == ()


def test_an_unknown_name_says_what_is_installed() -> None:
    with pytest.raises(GrantNotFound, match="'hero_boks'.*did you mean 'hero_books'"):
        find_grant("hero_boks")
    with pytest.raises(GrantNotFound, match="Installed are .*hero_proc"):
        find_grant("zzz")


def test_an_empty_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(GrantNotFound, match="none is installed.*with pip"):
        find_grant("hero_books")
