"""Make the whole corpus once, write it where tools find it, print a table of it."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.corpus.documents import corpus_documents, drift_documents
from tests.corpus.made import Made, make_in_form

DOCUMENTS = corpus_documents()
ALL = DOCUMENTS | drift_documents()


@dataclass
class Results:
    """Hold what the tests find out about each document, for the table."""

    strict_errors: dict[str, int] = field(default_factory=dict)
    round_trips: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Examples that came back unchanged, and those that did not."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep a place for results on the configuration of the run."""
    config.stash[RESULTS] = Results()


RESULTS: pytest.StashKey[Results] = pytest.StashKey()
MADE: pytest.StashKey[dict[str, Made]] = pytest.StashKey()


@pytest.fixture(scope="session")
def results(pytestconfig: pytest.Config) -> Results:
    """Return the place for results."""
    return pytestconfig.stash[RESULTS]


@pytest.fixture(scope="session")
def made(pytestconfig: pytest.Config) -> dict[str, Made]:
    """Make all documents of the corpus and of the drift pairs, in two workers."""
    if not DOCUMENTS:
        pytest.skip("the corpus is not here; name its folder in HERO_CORPUS")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        found = pool.map(make_in_form, ALL, ALL.values())
        by_name = {entry.name: entry for entry in found}
    pytestconfig.stash[MADE] = by_name
    return by_name


@pytest.fixture(scope="session")
def folder(
    made: dict[str, Made], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Write every package of the corpus and make it importable."""
    base = tmp_path_factory.mktemp("corpus")
    for entry in made.values():
        for path, text in entry.files.items():
            target = base / entry.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    sources = [str(base / name / "src") for name in made]
    sys.path.extend(sources)
    yield base
    for source in sources:
        sys.path.remove(source)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print a row for each document."""
    made = config.stash.get(MADE, {})
    if not made:
        return
    results = config.stash[RESULTS]
    write = terminalreporter.write_line
    terminalreporter.section("corpus")
    write(
        f"{'document':42}{'methods':>8}{'seconds':>9}{'places':>8}{'loose':>8}"
        f"{'strict':>8}{'passed':>8}{'failed':>8}"
    )
    corpus = [made[name] for name in DOCUMENTS]
    for entry in corpus:
        passed, failed = results.round_trips.get(entry.name, (0, 0))
        strict = results.strict_errors.get(entry.name)
        write(
            f"{entry.name:42}{entry.methods:>8}{entry.seconds:>9.2f}"
            f"{entry.looseness.places:>8}{_share(entry):>8}"
            f"{'-' if strict is None else strict:>8}{passed:>8}{failed:>8}"
        )
    places = sum(entry.looseness.places for entry in corpus)
    loose = sum(entry.looseness.wholly for entry in corpus)
    write(f"{loose} of {places} places are loose ({loose / places:.1%})")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close with the number of documents that generated and are clean."""
    made = config.stash.get(MADE, {})
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not made or reporter is None:
        return
    errors = config.stash[RESULTS].strict_errors
    good = [name for name in DOCUMENTS if name in made and errors.get(name) == 0]
    reporter.write_line(f"{len(good)} of {len(DOCUMENTS)}")


def _share(entry: Made) -> str:
    places = entry.looseness.places
    return f"{entry.looseness.wholly / places:.0%}" if places else "-"
