"""An environment is built once, offline, from what is installed here."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import distribution
from pathlib import Path

import pytest

from hero_runner.sandbox import Environment, EnvironmentFailed, prepare_environment
from hero_runner.sandbox.wheels import find_distributions, is_editable, read_source
from tests.runner.sandbox.places import Granted, grant_books


def write_client(folder: Path, content: str) -> Granted:
    """Write a package that stands in for a generated client."""
    package = folder / "toy_client"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(content, "utf-8")
    (package / "artifact.lock.json").write_text(f'{{"of": "{content}"}}', "utf-8")
    return Granted("toy", "toy_client", package)


def list_packages(environment: Environment) -> set[str]:
    """List what can be imported from an environment, besides the interpreter's own."""
    (site,) = environment.folder.glob("lib/python3*/site-packages")
    return {path.name for path in site.iterdir() if path.name.isidentifier()}


def test_it_holds_the_client_and_what_that_needs_and_no_more(
    environment: Environment,
) -> None:
    packages = list_packages(environment)
    assert {"hero_books_client", "hero_runtime", "pydantic"} <= packages
    assert not packages & {"hero_runner", "click", "uv", "pytest", "hero_redis_client"}


def test_nothing_of_it_starts_with_every_script(environment: Environment) -> None:
    assert list(environment.folder.rglob("*.pth")) == []
    assert list(environment.folder.rglob("sitecustomize*")) == []
    assert list(environment.folder.rglob("_virtualenv*")) == []


def test_it_works_outside_of_a_sandbox_too(environment: Environment) -> None:
    program = "import hero_books_client as b; print(b.HeroBooks.__name__, b.__file__)"
    done = subprocess.run(
        [environment.folder / "bin/python", "-I", "-B", "-c", program],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"HeroBooks {environment.folder}")


def test_every_user_can_read_it(environment: Environment) -> None:
    for path in environment.folder.rglob("*"):
        wanted = 0o005 if path.is_dir() else 0o004
        assert path.is_symlink() or path.stat().st_mode & wanted == wanted, path


def test_it_is_built_once_also_by_many_at_once(tmp_path: Path) -> None:
    grant = write_client(tmp_path / "source", "one = 1")
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(3) as pool:
        built = list(pool.map(lambda _: prepare_environment([grant], cache), range(3)))
    assert len({one.folder for one in built}) == 1
    assert [path.name for path in cache.iterdir()] == [built[0].key]
    before = built[0].folder.stat().st_mtime_ns
    assert prepare_environment([grant], cache).folder.stat().st_mtime_ns == before


def test_a_changed_lock_makes_another(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = prepare_environment([write_client(tmp_path, "one = 1")], cache)
    second = prepare_environment([write_client(tmp_path, "one = 2")], cache)
    assert first.key != second.key
    assert "toy_client" in list_packages(first)


def test_a_client_that_is_not_there_is_named(tmp_path: Path) -> None:
    grant = Granted("toy", "toy_client", tmp_path / "nowhere")
    with pytest.raises(EnvironmentFailed, match="no package toy_client.*nowhere"):
        prepare_environment([grant], tmp_path)


def test_what_uv_cannot_install_is_told(tmp_path: Path) -> None:
    grant = write_client(tmp_path, "one = 1")
    cache = tmp_path / "file"
    cache.write_text("not a folder")
    with pytest.raises(OSError, match="file"):
        prepare_environment([grant], cache)


def test_regular_and_editable_distributions_become_wheels() -> None:
    found = {one.metadata["Name"]: one for one in find_distributions(["hero-runtime"])}
    assert {"hero-runtime", "pydantic", "annotated-types"} <= found.keys()
    pydantic = read_source(found["pydantic"])
    assert not is_editable(found["pydantic"])
    assert pydantic.file_name == f"pydantic-{pydantic.version}-py3-none-any.whl"
    names = {name for name, _ in pydantic.files}
    assert "pydantic/main.py" in names
    assert not any(name.startswith("..") or name.endswith(".pyc") for name in names)
    runtime = read_source(found["hero-runtime"])
    assert "hero_runtime/client.py" in {name for name, _ in runtime.files}
    core = read_source(distribution("pydantic_core"))
    assert core.tag.startswith("cp3")


def test_the_folder_of_a_grant_is_that_of_its_package() -> None:
    assert os.path.isfile(grant_books().folder / "methods.py")
