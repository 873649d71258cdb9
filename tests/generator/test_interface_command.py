"""`hero-generator interface` prints stubs that hold what was asked for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.generator.project import run_command

ROOT = Path(__file__).parents[2]
STUB = ROOT / "generated/hero_books/src/hero_books_client/interface.pyi"


@pytest.mark.parametrize("name", ["hero_books", "hero_books_client", str(STUB)])
def test_a_service_a_package_and_a_path_give_the_whole_stub(name: str) -> None:
    done = run_command("interface", name, cwd=ROOT)
    assert (done.code, done.stdout) == (0, STUB.read_text("utf-8"))


def test_methods_are_selected_and_the_rest_is_listed() -> None:
    done = run_command(
        "interface", "hero_books", "--methods", "book_get", "page_read", cwd=ROOT
    )
    tree = ast.parse(done.stdout)
    client = tree.body[-1]
    assert isinstance(client, ast.ClassDef)
    names = [n.name for n in client.body if isinstance(n, ast.FunctionDef)]
    assert names == ["book_get", "page_read"]
    assert "# book_list: List the books of a workspace\n" in done.stdout


def test_a_budget_bounds_what_a_search_shows() -> None:
    done = run_command(
        *("interface", "hero_proc", "--search", "restart", "--budget", "400"), cwd=ROOT
    )
    assert "def service_restart(" in done.stdout
    assert len(done.stdout) < len(
        run_command("interface", "hero_proc", cwd=ROOT).stdout
    )


REFUSED = {
    "unknown service": (("nothing",), 1, "there is no service 'nothing'"),
    "unknown method": (("hero_books", "--methods", "getbook"), 1, "did you mean"),
    "no stub": (
        (str(ROOT / "generator/src/hero_generator/gone.pyi"),),
        1,
        "no such file",
    ),
    "names without the option": (("hero_books", "book_get"), 2, "behind --methods"),
    "no budget": (("hero_books", "--budget", "0"), 2, "--budget"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_told(case: str) -> None:
    arguments, code, told = REFUSED[case]
    done = run_command("interface", *arguments, cwd=ROOT)
    assert done.code == code
    assert told in done.stderr and "Traceback" not in done.stderr and not done.stdout
