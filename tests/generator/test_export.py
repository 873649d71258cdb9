"""The command `export`: what it writes, compares and refuses."""

from __future__ import annotations

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import black
import pytest

from hero_generator.flat.source import EMBEDDED, YIELDING, render_support
from hero_generator.names import RESERVED_CLASS_NAMES
from hero_generator.plan.errors import RESERVED_ERROR_NAMES
from tests.generator.artifacts import MODE
from tests.generator.documents import document, method, param, schemas
from tests.generator.flat import export_files, load
from tests.generator.project import ROOT, Project, read_tree

TINY = document(method("book.list", param("shelf", {"type": "string"})))
OTHER = document(method("ping"))
HOSTILE = '""" \\ # \u202e {{ 7 }} \n import os\n"""; boom()'
AWKWARD = document(
    method("list", param("self", {"type": "string"}), result={"type": "array"}),
    method("str", param("json", {"anyOf": [{"type": "string"}, {"type": "null"}]})),
    method("x", param("OSError", {"$ref": "#/components/schemas/OSError"})),
    {"name": "class", "params": [], "summary": HOSTILE, "description": HOSTILE},
    info={"title": HOSTILE, "version": HOSTILE, "description": HOSTILE},
    components=schemas(
        OSError={"type": "object", "properties": {"list": {"type": "array"}}},
        Protocol={"type": "object", "properties": {"typing": {"type": "string"}}},
        ValueError={"type": "string", "enum": [HOSTILE], "description": HOSTILE},
        Later={
            "anyOf": [{"$ref": "#/components/schemas/ValueError"}, {"type": "null"}]
        },
    ),
)


@pytest.fixture
def written(project: Project) -> Project:
    """Return a project with two services."""
    project.write_all({"books": TINY, "other": OTHER})
    return project


def test_three_files_of_each_service(written: Project) -> None:
    done = written.run("export", "--out", "flat")
    assert done.code == 0, done.stderr
    assert sorted(read_tree(written.folder / "flat")) == [
        f"{name}{end}"
        for name in ("books", "other")
        for end in (".hash", "_client.py", "_interface.py")
    ]
    digest = hashlib.sha256((written.specs / "books/openrpc.json").read_bytes())
    text = (written.folder / "flat/books.hash").read_text("utf-8")
    assert text == f"sha256:{digest.hexdigest()}\n"


def test_one_service_leaves_other_files_alone(written: Project) -> None:
    kept = written.folder / "flat/kept.txt"
    kept.parent.mkdir()
    kept.write_text("mine", "utf-8")
    assert written.run("export", "books", "--out", "flat").code == 0
    assert sorted(read_tree(kept.parent)) == [
        *("books.hash", "books_client.py", "books_interface.py", "kept.txt"),
    ]


def test_check_shows_what_differs_and_writes_nothing(written: Project) -> None:
    check = ("export", "--out", "flat", "--check")
    assert written.run(*check).code == 1
    assert not (written.folder / "flat").exists()
    written.run("export", "--out", "flat")
    assert written.run(*check).code == 0
    client = written.folder / "flat/books_client.py"
    client.write_text(client.read_text("utf-8").replace("def close", "def shut"))
    before = read_tree(written.folder / "flat")
    done = written.run(*check)
    assert (done.code, read_tree(written.folder / "flat")) == (1, before)
    assert "-    def shut" in done.stdout and "+    def close" in done.stdout
    report = written.run(*check, "--json").report
    assert report["books"]["changed"] == ["books_client.py"]
    assert report["other"]["status"] == "unchanged"


def test_names_are_those_of_the_package(written: Project) -> None:
    assert written.generate().code == 0
    (lock,) = written.generated.glob("books/src/*/artifact.lock.json")
    text = lock.read_text("utf-8").replace('"book_list"', '"kept_name"')
    lock.write_text(text, "utf-8")
    written.run("export", "books", "--out", "flat")
    assert "def kept_name(" in (written.folder / "flat/books_client.py").read_text()


def test_a_refused_document_leaves_the_others(written: Project) -> None:
    written.write("books", b"{")
    done = written.run("export", "--out", "flat")
    assert done.code == 1 and "error[not-json]" in done.stderr
    assert "other.hash" in read_tree(written.folder / "flat")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("export",), 2, "--out"),
        (("export", "nobody", "--out", "flat"), 1, "no service is named 'nobody'"),
        (("export", "--out", "specs/specs.toml/x"), 3, "error[io]"),
    ],
)
def test_what_cannot_be_done_is_said(
    written: Project, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = written.run(*arguments)
    assert done.code == code and said in done.stderr


def test_the_same_bytes_under_another_hash_seed(written: Project) -> None:
    for seed in ("0", "1"):
        written.run("export", "--out", seed, PYTHONHASHSEED=seed, TZ="Asia/Tokyo")
    assert read_tree(written.folder / "0") == read_tree(written.folder / "1")


@pytest.mark.parametrize("value", [TINY, AWKWARD, document()], ids=str.__class__)
def test_modules_are_black_and_run(value: Any) -> None:
    files = export_files(value)
    for end in ("client", "interface"):
        text = files[f"small_{end}.py"]
        assert black.format_str(text, mode=MODE) == text
    client = load(files["small_client.py"], "small_client")
    assert client["SmallClient"] is client["Small"]
    assert "boom" not in client


def test_hostile_names_stay_apart_from_ours(tmp_path: Path) -> None:
    files = export_files(AWKWARD)
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "Success" in done.stdout, done.stdout
    client = load(files["small_client.py"], "small_client")
    with pytest.raises(client["TransportError"], match="No such file"):
        client["Small"](tmp_path / "none").x(os_error=client["OSError"](list=[1]))


def test_embedded_names_cannot_clash_with_those_of_a_document() -> None:
    _, text = render_support(())
    used = {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}
    used |= {
        n.name
        for n in ast.parse(text).body
        if isinstance(n, ast.ClassDef | ast.FunctionDef)
    }
    capital = {name for name in used if name[0].isupper()}
    types = capital - RESERVED_CLASS_NAMES - set(YIELDING)
    assert types <= {"None", "False", "True"}
    assert set(YIELDING) <= RESERVED_ERROR_NAMES


def test_the_support_imports_the_standard_library_only() -> None:
    imports, _ = render_support(())
    tree = ast.parse("\n".join(imports))
    names = {a.name for n in tree.body if isinstance(n, ast.Import) for a in n.names}
    assert names and {n.partition(".")[0] for n in names} <= sys.stdlib_module_names
    assert len(EMBEDDED) == 4


def test_an_interface_is_read_without_its_client() -> None:
    text = export_files(TINY)["small_interface.py"]
    assert text.startswith("# small interface — 1 methods\n# SERVICE: small\n")
    names = load(text, "small_interface")
    assert "book_list" in vars(names["Small"])


def test_exports_of_this_repository_have_the_names_of_its_packages(
    tmp_path: Path,
) -> None:
    project = Project(ROOT)
    assert project.run("export", "--out", tmp_path).code == 0
    for lock in (ROOT / "generated").glob("*/src/*/artifact.lock.json"):
        content = json.loads(lock.read_text("utf-8"))
        text = (tmp_path / f"{content['service']}_client.py").read_text("utf-8")
        stub = tmp_path / f"{content['service']}_interface.py"
        load(stub.read_text("utf-8"), stub.stem)
        for scope in ("types", "errors", "methods"):
            for name in content["names"][scope].values():
                assert f" {name}" in text
