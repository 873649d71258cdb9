"""Grants of this repository's packages, and of packages made from the corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hero_generator.artifact import make_artifact
from hero_generator.manifest import build_service
from hero_runner.gate import Grant, find_grant
from tests.corpus.documents import corpus_documents, read

FROM_CORPUS = {
    *("ethereum_execution_apis", "hathor_wallet", "hero_agent_manager"),
    *("hero_group_manager", "hero_job_manager", "hero_service_manager"),
    *("metamask_api", "metaplex_das", "mycelium", "simple_rpc_ai_backend"),
    "soulseek_rs",
}
"""Services of scripts that the corpus describes; each is one of its documents."""


@pytest.fixture(scope="session")
def corpus_grants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Grant]:
    """Make the packages of the corpus that scripts use; none without the corpus."""
    folder = tmp_path_factory.mktemp("packages")
    documents = {name.replace("-", "_"): path for name, path in _documents().items()}
    found = FROM_CORPUS & documents.keys()
    return {name: make_package(name, documents[name], folder) for name in found}


@pytest.fixture(scope="session")
def grants_of(
    corpus_grants: dict[str, Grant],
) -> Callable[[tuple[str, ...]], list[Grant] | None]:
    """Return what finds the grants of services; nothing where the corpus is absent."""

    def find(names: tuple[str, ...]) -> list[Grant] | None:
        if FROM_CORPUS.intersection(names) - corpus_grants.keys():
            return None
        return [corpus_grants.get(name) or find_grant(name) for name in names]

    return find


@pytest.fixture(scope="session")
def books() -> list[Grant]:
    """Return the grant of the books."""
    return [find_grant("hero_books")]


def make_package(name: str, document: Path, folder: Path) -> Grant:
    """Generate the package of a document into a folder."""
    source, _ = read(document)
    service = build_service(name)
    outcome = make_artifact(source, service, {}, strict=False)
    assert outcome.files is not None
    for path, text in outcome.files.items():
        target = folder / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    package = folder / name / "src" / service.package
    return Grant(name, service.package, package)


def _documents() -> dict[str, Path]:
    return corpus_documents()
