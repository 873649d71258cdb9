"""A generated package works from its wheel, away from this checkout."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SCRIPT = """\
from hero_books_client import HeroBooks

with HeroBooks() as client:
    for book in client.book_list().books:
        print(book.name, book.title)
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with this interpreter, keeping what it says."""
    return subprocess.run(
        [sys.executable, *command],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both wheels offline and install them into a folder of their own."""
    base = tmp_path_factory.mktemp("installed")
    sources = [str(ROOT / "runtime"), str(ROOT / "generated/hero_books")]
    pip = ["-m", "pip", "--disable-pip-version-check", "-q"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    built = run(*pip, "wheel", *offline, "--wheel-dir", str(base / "wheels"), *sources)
    assert built.returncode == 0, built.stderr
    wheels = [str(path) for path in (base / "wheels").glob("*.whl")]
    assert len(wheels) == 2
    target = base / "site"
    done = run(
        *pip, "install", "--no-index", "--no-deps", "--target", str(target), *wheels
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def socket_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run the example service."""
    root = tmp_path_factory.mktemp("s")
    socket = root / "hero_books" / "rpc.sock"
    command = [sys.executable, str(ROOT / "examples/services/hero_books"), "--seed"]
    command += ["--socket", str(socket), "--database", str(root / "books.sqlite")]
    service = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if socket.exists():
                break
            assert service.poll() is None, "the service ended"
            time.sleep(0.05)
        yield root
    finally:
        service.terminate()
        assert service.wait(timeout=10) == 0


def test_the_script_prints_typed_books(installed: Path, socket_folder: Path) -> None:
    probe = "import hero_books_client as p; print(p.__file__)\n"
    done = run(
        "-c",
        probe + SCRIPT,
        PYTHONPATH=str(installed),
        PATH_SOCKET=str(socket_folder),
    )
    assert done.returncode == 0, done.stderr
    place, *books = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed)
    assert len(books) >= 2


def check_types(text: str, installed: Path, tmp_path: Path) -> str:
    """Return what mypy --strict says of a script."""
    script = tmp_path / "script.py"
    script.write_text(text, "utf-8")
    cache = f"--cache-dir={installed.parent / 'mypy'}"
    command = ["-m", "mypy", "--strict", "--config-file=", cache, str(script)]
    return run(*command, MYPYPATH=str(installed)).stdout


def test_mypy_accepts_the_script(installed: Path, tmp_path: Path) -> None:
    assert "Success" in check_types(SCRIPT, installed, tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("book.title", "book.titel", '"BookEntry" has no attribute "titel"'),
        ("book_list()", "list_books()", '"HeroBooks" has no attribute "list_books"'),
        ("book_list()", "book_list(workspaces='x')", "Unexpected keyword argument"),
    ],
)
def test_mypy_rejects_a_misspelling(
    installed: Path, tmp_path: Path, right: str, wrong: str, finding: str
) -> None:
    assert finding in check_types(SCRIPT.replace(right, wrong), installed, tmp_path)
