"""The static index is what pip reads, and keeps it from a changed file."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from release.simple_index import Entry, render_index


def download(index: Path, name: str, target: Path) -> subprocess.CompletedProcess[str]:
    """Download a distribution from an index, and from nowhere else."""
    pip = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check"]
    url = f"{index.as_uri()}/"
    command = [*pip, "download", "-q", "--no-deps", "--no-cache-dir", "--dest", target]
    return subprocess.run(
        [*map(str, command), "--index-url", url, name], capture_output=True, text=True
    )


@pytest.mark.parametrize("name", ["hero-books-client", "hero_runtime==0.1.0"])
def test_pip_finds_what_it_is_asked_for(dist: Path, tmp_path: Path, name: str) -> None:
    done = download(dist / "simple", name, tmp_path)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.read_bytes() == (dist / wheel.name).read_bytes()


def test_pip_refuses_a_file_that_was_changed(dist: Path, tmp_path: Path) -> None:
    shutil.copytree(dist, tmp_path / "dist")
    (wheel,) = (tmp_path / "dist").glob("hero_books_client-*.whl")
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    done = download(tmp_path / "dist/simple", "hero-books-client", tmp_path / "out")
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


def test_both_forms_list_the_same_files(dist: Path) -> None:
    listed = json.loads((dist / "simple/index.json").read_text("utf-8"))
    pages = {path.parent.name for path in (dist / "simple").glob("*/index.html")}
    assert {project["name"] for project in listed["projects"]} == pages
    found = set()
    for name in pages:
        page = json.loads((dist / f"simple/{name}/index.json").read_text("utf-8"))
        text = (dist / f"simple/{name}/index.html").read_text("utf-8")
        for file in page["files"]:
            path = dist / "simple" / name / file["url"]
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            assert file["hashes"] == {"sha256": digest}
            assert f"{file['url']}#sha256={digest}" in text
            assert file["requires-python"] == ">=3.11"
            found.add(path.name)
    assert found == {p.name for p in dist.iterdir() if p.is_file()}


def test_names_are_normalised_and_text_is_escaped() -> None:
    entry = Entry("a-b", "1", "A_b-1.tar.gz", "0" * 64, ">=3.11")
    pages = render_index([entry])
    assert set(pages) == {
        *("index.html", "index.json", "a-b/index.html", "a-b/index.json"),
    }
    assert 'data-requires-python="&gt;=3.11"' in pages["a-b/index.html"]
