"""Sixty scripts by hand: thirty that are right, thirty with one mistake each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hero_runner.gate import Finding, GateReport, Grant, check_script, check_scripts

SCRIPTS = Path(__file__).parent / "scripts"
FindGrants = Callable[[tuple[str, ...]], list[Grant] | None]


@dataclass(frozen=True)
class Script:
    """Hold a script and what its first lines say of it."""

    name: str
    text: str
    services: tuple[str, ...]

    @property
    def expected(self) -> tuple[str, int, list[str]]:
        """Return code and line of the one mistake, and what has to be named."""
        found = re.search(r"^# expect: ([\w-]+): (.+)$", self.text, re.MULTILINE)
        assert found is not None, self.name
        lines = self.text.splitlines()
        marked = [n for n, line in enumerate(lines, 1) if line.endswith("# here")]
        assert len(marked) == 1, self.name
        return found[1], marked[0], found[2].split()


def read_scripts(kind: str) -> list[Script]:
    """Read the scripts of one folder."""
    found = []
    for path in sorted((SCRIPTS / kind).glob("*.py")):
        text = path.read_text("utf-8")
        services = re.match(r"# grants: (.+)\n", text)
        assert services is not None, path
        found.append(Script(path.stem, text, tuple(services[1].split())))
    return found


RIGHT = read_scripts("right")
WRONG = read_scripts("wrong")


@pytest.fixture(scope="module")
def reports(grants_of: FindGrants) -> dict[str, GateReport]:
    """Check scripts of the same grants together."""
    together: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for script in (*RIGHT, *WRONG):
        together[script.services][script.name] = script.text
    found: dict[str, GateReport] = {}
    for services, sources in together.items():
        if (grants := grants_of(services)) is not None:
            found |= check_scripts(sources, grants)
    return found


def _report(script: Script, reports: dict[str, GateReport]) -> GateReport:
    if script.name not in reports:
        pytest.skip("the corpus is not here; name its folder in HERO_CORPUS")
    return reports[script.name]


def test_there_are_thirty_of_each() -> None:
    assert (len(RIGHT), len(WRONG)) == (30, 30)
    assert len({script.name for script in (*RIGHT, *WRONG)}) == 60
    assert len({name for script in (*RIGHT, *WRONG) for name in script.services}) >= 15


@pytest.mark.parametrize("script", RIGHT, ids=lambda script: script.name)
def test_a_right_script_passes(script: Script, reports: dict[str, GateReport]) -> None:
    report = _report(script, reports)
    assert report.findings == ()
    assert report.passed


@pytest.mark.parametrize("script", WRONG, ids=lambda script: script.name)
def test_a_mistake_is_named(script: Script, reports: dict[str, GateReport]) -> None:
    report = _report(script, reports)
    code, line, words = script.expected
    # Nothing else is found: what else is said is said of the same line.
    assert {finding.line for finding in report.findings} == {line}
    found = [item for item in report.findings if item.code == code]
    assert found, [str(item) for item in report.findings]
    said = f"{found[0].message} {found[0].hint}"
    assert [word for word in words if word not in said] == [], said


def test_scripts_checked_alone_give_the_same(
    grants_of: FindGrants, reports: dict[str, GateReport]
) -> None:
    for script in (RIGHT[4], RIGHT[14], *WRONG[::7]):
        grants = grants_of(script.services)
        if grants is not None:
            alone = check_script(script.text, grants)
            assert alone.findings == reports[script.name].findings, script.name
            assert alone.checker == "ty"
            assert alone.duration_ms > 0


def test_the_authority_lets_right_scripts_pass(
    grants_of: FindGrants,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    scripts = {s.name: s for s in RIGHT if grants_of(s.services) is not None}
    services = {name for script in scripts.values() for name in script.services}
    grants = grants_of(tuple(sorted(services)))
    assert grants is not None
    sources = {name: script.text for name, script in scripts.items()}
    found = check_scripts(sources, grants, authority=True)
    assert {name: list(map(str, r.findings)) for name, r in found.items()} == dict(
        (name, []) for name in scripts
    )
    assert {report.checker for report in found.values()} == {"ty, mypy"}


def test_the_authority_sees_what_the_fast_checker_passes(
    books: list[Grant], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    # To mypy, using the result of what returns nothing is a mistake.
    text = "def f() -> None:\n    return None\n\n\nx = f()\nprint(x)\n"
    fast = check_script(text, books)
    strict = check_script(text, books, authority=True)
    assert fast.findings == ()
    assert [(item.line, item.column) for item in strict.findings] == [(5, 5)]
    assert isinstance(strict.findings[0], Finding)
    assert "does not return a value" in strict.findings[0].message
