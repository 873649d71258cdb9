"""The command: usage, manifests, output, and where it may be started."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hero_runtime.document import digest
from tests.generator.documents import document, method
from tests.generator.project import Project, environment, run_command

HEAVY = {
    *("black", "datamodel_code_generator", "jinja2", "jsonschema", "mypy", "pydantic"),
    *("pydantic_core", "jsonpath", "referencing"),
}

# Why the usage is wrong, to the arguments and a part of what is said.
USAGES: dict[str, tuple[tuple[str, ...], str]] = {
    "no such command": (("make",), "No such command"),
    "no such option": (("generate", "--fast"), "No such option"),
    "no workers": (("generate", "--jobs", "0"), "--jobs"),
    "a name alone": (("generate", "--name", "x"), "--name and --out go with"),
    "a folder alone": (("generate", "--out", "x"), "--name and --out go with"),
    "no name": (("generate", "--document", "d.json", "--out", "o"), "needs --name"),
    "no folder": (("generate", "--document", "d.json", "--name", "n"), "--out DIR"),
    "no document": (
        ("generate", "--document", "gone.json", "--name", "n", "--out", "o"),
        "does not exist",
    ),
    "two names": (
        ("generate", "x", "--document", "d.json", "--name", "n", "--out", "o"),
        "takes its name from --name",
    ),
}
for bad_name in ("", "1st", "a b", "../up", "é", "a.b", "-x", 'x"', "_"):
    USAGES[f"name {bad_name!r}"] = (
        ("generate", "--document", "d.json", f"--name={bad_name}", "--out", "o"),
        "cannot name a package",
    )


@pytest.mark.parametrize("reason", USAGES)
def test_wrong_usage_ends_with_2(reason: str, tmp_path: Path) -> None:
    arguments, expected = USAGES[reason]
    (tmp_path / "d.json").write_text(json.dumps(document()), "utf-8")
    done = run_command(*arguments, cwd=tmp_path)
    assert done.code == 2, done.stderr
    assert expected in " ".join(done.stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["d.json"]


# Text of a manifest to the code and the pointer of its problem.
MANIFESTS = {
    "[services": ("manifest-not-toml", ""),
    "services = 5": ("manifest-entry", "/services"),
    "[services]\nsmall = 5": ("manifest-entry", "/services/small"),
    "defaults = 5\n[services.small]": ("manifest-entry", "/services/small"),
    "[services.Small]": ("manifest-name", "/services/Small"),
    "[services.'../up']": ("manifest-name", "/services/../up"),
    "[services.class]": ("manifest-name", "/services/class"),
    "[services.small]\ncolour = 1": ("manifest-setting", "/services/small/colour"),
    "[services.small]\nversion = 1": ("manifest-setting", "/services/small/version"),
    "[services.small]\nsockets = [1]": ("manifest-setting", "/services/small/sockets"),
    "[services.small]\npackage = 'a b'": (
        "manifest-setting",
        "/services/small/package",
    ),
    "[services.small]\nclass_name = 'Model'": (
        "manifest-setting",
        "/services/small/class_name",
    ),
    "[services.small]\ndocument = '../x.json'": (
        "manifest-setting",
        "/services/small/document",
    ),
    "[services.small]\ndocument = '/etc/passwd'": (
        "manifest-setting",
        "/services/small/document",
    ),
    "[services.small]\nversion = 'one'": (
        "manifest-setting",
        "/services/small/version",
    ),
    "[services.a]\npackage = 'x'\n[services.b]\npackage = 'x'": (
        "manifest-package",
        "/services/b/package",
    ),
}


@pytest.mark.parametrize("text", MANIFESTS)
def test_a_bad_manifest_ends_with_1(text: str, project: Project) -> None:
    project.write_manifest(text)
    done = project.generate("--json")
    assert done.code == 1
    (diagnostic,) = done.report["specs.toml"]["diagnostics"]
    assert (diagnostic["code"], diagnostic["pointer"]) == MANIFESTS[text]
    assert diagnostic["file"] == "specs.toml"
    assert diagnostic["hint"]
    assert not project.generated.exists()


def test_a_manifest_that_is_not_utf_8_ends_with_1(project: Project) -> None:
    (project.specs / "specs.toml").write_bytes(b"\xff")
    done = project.generate()
    assert done.code == 1
    assert "error[no-manifest]" in done.stderr and "utf-8" in done.stderr


def test_no_manifest_ends_with_1(tmp_path: Path) -> None:
    done = run_command("check", cwd=tmp_path)
    assert done.code == 1
    assert "error[no-manifest] specs.toml: no specs/specs.toml here" in done.stderr
    assert "use --document" in done.stderr


def test_an_unknown_service_ends_with_1(project: Project) -> None:
    done = project.generate("smal")
    assert done.code == 1
    assert (
        "error[unknown-service] specs.toml: no service is named 'smal'" in done.stderr
    )
    assert "Known services: small." in done.stderr
    assert not project.generated.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is permitted to root")
def test_a_document_without_permission_ends_with_1(project: Project) -> None:
    (project.specs / "small/openrpc.json").chmod(0)
    done = project.generate()
    assert done.code == 1
    assert "error[unreadable]" in done.stderr and "Permission denied" in done.stderr


def test_any_folder_of_the_project_will_do(project: Project) -> None:
    inside = project.folder / "src/deep"
    inside.mkdir(parents=True)
    done = run_command("generate", "--no-verify", cwd=inside)
    assert done.code == 0
    assert (project.generated / "small/pyproject.toml").is_file()
    assert run_command("check", cwd=project.specs).code == 0
    elsewhere = project.folder.parent
    assert run_command("check", "--specs", project.specs, cwd=elsewhere).code == 0


def test_a_document_alone_needs_no_manifest(tmp_path: Path, mypy_cache: Path) -> None:
    (tmp_path / "d.json").write_text(json.dumps(document(method("a"))), "utf-8")
    arguments = ("--document", "d.json", "--name", "my-service", "--out", "out")
    done = run_command(
        "generate", *arguments, cwd=tmp_path, XDG_CACHE_HOME=str(mypy_cache)
    )
    assert done.code == 0, done.stderr
    assert (tmp_path / "out/my-service/src/my_service_client/client.py").is_file()
    assert not (tmp_path / "out/catalog.txt").exists()
    again = run_command("generate", *arguments, cwd=tmp_path)
    assert again.stderr == "1 unchanged\n"


@pytest.mark.parametrize("name", ["client", "service", "any", "class", "type"])
def test_a_service_may_have_the_name_of_what_is_imported(
    name: str, tmp_path: Path, mypy_cache: Path
) -> None:
    (tmp_path / "d.json").write_text(json.dumps(document(method("a"))), "utf-8")
    done = run_command(
        *("generate", "--document", "d.json", "--name", name, "--out", "out"),
        cwd=tmp_path,
        XDG_CACHE_HOME=str(mypy_cache),
    )
    assert done.code == 0, done.stderr


def test_json_holds_what_is_shown(project: Project) -> None:
    project.write("small", document(method("a", result={"type": "text"})))
    as_json = project.run("check", "--json")
    shown = project.run("check")
    report = json.loads(as_json.stdout)
    assert as_json.stderr == ""
    assert report["clean"] is False and as_json.code == shown.code == 1
    differences = [one["difference"] for one in report["services"]]
    assert shown.stdout == "".join(differences)
    for service in report["services"]:
        assert f"{service['status']}: {service['name']}" in shown.stderr
        for diagnostic in service["diagnostics"]:
            assert diagnostic["message"] in shown.stderr
            assert diagnostic["hint"] in shown.stderr


def test_list_shows_the_services(project: Project) -> None:
    project.write_manifest(
        '[defaults]\nversion = "2.0.0"\n[services.b]\norigin = "fetched"\n[services.a]\n'
    )
    shown = project.run("list")
    assert shown.code == 0
    assert [line.split() for line in shown.stdout.splitlines()] == [
        ["a", "a_client", "2.0.0", "document"],
        ["b", "b_client", "2.0.0", "fetched"],
    ]
    as_json = json.loads(project.run("list", "--json").stdout)
    keys = ("name", "package", "version", "origin")
    assert [[entry[key] for key in keys] for entry in as_json] == [
        line.split() for line in shown.stdout.splitlines()
    ]


@pytest.mark.parametrize("command", ["generate", "check", "list"])
def test_an_unchanged_run_imports_no_heavy_tool(command: str, project: Project) -> None:
    assert project.generate().code == 0
    program = (
        "import sys\n"
        "from hero_generator.cli import cli\n"
        f"cli([{command!r}], standalone_mode=False)\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project.folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "hero_generator" in loaded
    assert loaded & HEAVY == set()


def test_what_the_type_checker_refuses_is_not_published(
    project: Project, mypy_cache: Path
) -> None:
    assert project.generate().code == 0
    before = project.tree()
    project.write("small", document(method("b"), info={"title": "B", "version": "1"}))
    runtime = project.folder / "old/hero_runtime"
    runtime.mkdir(parents=True)
    (runtime / "__init__.py").touch()
    (runtime / "py.typed").touch()
    (runtime / "client.py").write_text("class Client:\n    pass\n", "utf-8")
    # The rules that the generator itself takes from the runtime.
    shutil.copytree(Path(digest.__file__).parent, runtime / "document")
    path = os.pathsep.join([str(runtime.parent), environment()["PYTHONPATH"]])
    done = project.run("generate", PYTHONPATH=path, XDG_CACHE_HOME=str(mypy_cache))
    assert done.code == 1
    assert "small: the type checker found:" in done.stderr
    assert 'has no attribute "_call"' in done.stderr
    assert project.tree() == before
