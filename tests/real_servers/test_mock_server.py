"""@open-rpc/mock-server serves documents; what it answers has the generated types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.documents import ROOT, corpus_documents
from tests.real_servers.calls import TYPED, call_every_method, generated_client
from tests.real_servers.npm import HERE, read_line, running_node

CORPUS = (
    *("hathor-wallet", "hero-agent-manager", "hero-group-manager", "hero-job-manager"),
    *("jade-signatory", "jsonrpc-debugger", "mycelium", "ptokens", "wit"),
    *("open-rpc-example-api-with-examples", "open-rpc-example-link-example"),
    *("open-rpc-example-metrics", "open-rpc-example-params-by-name-petstore"),
    *("open-rpc-example-petstore", "open-rpc-example-petstore-expanded"),
    "open-rpc-example-simple-math",
)
OWN = tuple(path.parent.name for path in sorted(ROOT.glob("specs/*/openrpc.json")))

_NO_TEXT = "no argument could be drawn"
NOT_TYPED: dict[str, dict[str, str]] = {
    # Our own drawing knows no text for a pattern of addresses.
    "hathor-wallet": {
        "htr_getUtxos": _NO_TEXT,
        "htr_sendNanoContractTx": _NO_TEXT,
        "htr_signOracleData": _NO_TEXT,
        "htr_sendTransaction": _NO_TEXT,
    },
    # The server does not answer where its own faker fails, or answers 6969.
    "mycelium": {
        "getInfo": "error 6969",
        "getTopics": "error 6969",
        "pushMessage": "TimedOut",
        "pushMessageReply": "TimedOut",
        "getMessageInfo": "TimedOut",
        # The document gives a parameter the name of another method's.
        "getPublicKeyFromIp": "error -32602",
    },
    "open-rpc-example-metrics": {"link_clicked": "error 6969"},
    # The faker ignores a format or a bound of the schema.
    "ptokens": {"app_getAllDepositAddresses": "mismatch"},
    "hero_aibroker": {"ai.tts": "mismatch"},
    "hero_books": {"book.search": "mismatch"},
}
"""What is not typed, and why: by document, then by method."""


@pytest.fixture(scope="module")
def paths() -> dict[str, Path]:
    """Return the path of every document that is served."""
    own = {name: ROOT / "specs" / name / "openrpc.json" for name in OWN}
    known = corpus_documents()
    return own | {name: known[name] for name in CORPUS if name in known}


@pytest.fixture(scope="module")
def ports(installed: Path, paths: dict[str, Path]) -> Iterator[dict[str, int]]:
    """Serve all documents from one process; return the port of each."""
    script = HERE / "mock_services.js"
    with running_node(script, installed, *paths.values()) as process:
        found = json.loads(read_line(process))
        yield {name: found[str(path)] for name, path in paths.items()}


@pytest.mark.parametrize("name", [*OWN, *CORPUS])
def test_every_answer_has_its_type(
    paths: dict[str, Path], ports: dict[str, int], name: str, tmp_path: Path
) -> None:
    if name not in paths:
        pytest.skip("the corpus is not here; name its folder in HERO_CORPUS")
    assert isinstance(ports[name], int), ports[name]
    document = json.loads(paths[name].read_bytes())
    package = f"mock_{name.replace('-', '_')}"
    with generated_client(document, package, tmp_path) as client_class:
        address = f"http://127.0.0.1:{ports[name]}/"
        with client_class(address, timeout=1.5) as client:
            found = call_every_method(client, document)
    assert set(found) == {method["name"] for method in document["methods"]}
    others = {
        method: "mismatch" if outcome.startswith("mismatch") else outcome
        for method, outcome in found.items()
        if outcome != TYPED
    }
    assert others == NOT_TYPED.get(name, {})


def test_enough_documents_are_served() -> None:
    assert len(CORPUS) >= 10
    assert set(NOT_TYPED) <= {*CORPUS, *OWN}
