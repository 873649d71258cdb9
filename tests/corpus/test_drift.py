"""Documents of others: none differs from itself, and how four of them changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hero_generator.changes import Change, Kind, compare_documents
from hero_generator.changes.values import sort_changes
from tests.corpus.documents import corpus_documents, find_folder, read

pytestmark = pytest.mark.corpus

DOCUMENTS = corpus_documents()

# Pair to the numbers of breaking and compatible changes, as read by hand.
COUNTS = {
    "division-swarm": (135, 115),
    "metamask-api": (17, 12),
    "mycelium": (1, 8),
    "splice-wallet-user-api": (23, 37),
}
# What a maintainer of each service would name first: code, place, message.
BREAKING: dict[str, list[tuple[str, str, str]]] = {
    "division-swarm": [
        ("method-removed", "mailbox.approve", "the method is gone"),
        ("parameter-removed", "run.start parameter bundle_ref", "it is gone"),
        (
            "required-parameter-added",
            "conversation.get_turn parameter turn_id",
            "it is new and required",
        ),
        (
            "parameter-renamed",
            "mailbox.defer parameter mailbox_id",
            "it is now named card_id",
        ),
        ("type-removed", "type ConversationDeepTurn", "it is now named Turn"),
        (
            "error-renumbered",
            'error -32020 "Application error: IDEMPOTENCY_CONFLICT"',
            "its code is now -32026",
        ),
        ("property-removed", "RunHeader.error_summary", "the field is gone"),
        ("enum-value-added", "MailboxStatus", 'now also "superseded"'),
    ],
    "metamask-api": [
        ("method-removed", "eth_getBlockReceipts", "the method is gone"),
        (
            "enum-value-removed",
            "eth_subscribe parameter subscriptionType",
            'no longer "newPendingTransactions", "syncing"',
        ),
        ("property-removed", "Block.totalDifficulty", "the field is gone"),
    ],
    "mycelium": [("method-removed", "getNoRouteEntries", "the method is gone")],
    "splice-wallet-user-api": [
        (
            "required-property-added",
            "sign parameter params.transactionId",
            "the field is new and required",
        ),
        ("property-removed", "syncWallets result.removed", "the field is gone"),
        (
            "property-now-optional",
            "Network.synchronizerId",
            "the field may be absent from now on",
        ),
        ("type-widened", "sign result", 'now also object "SignResultFailed"'),
    ],
}


def compare(old: Path, new: Path) -> tuple[Change, ...]:
    """Return the changes between two documents with the files beside them."""
    (_, first), (_, second) = read(old), read(new)
    siblings = (first.siblings, second.siblings)
    return compare_documents(first.value, second.value, siblings)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_does_not_differ_from_itself(name: str) -> None:
    assert compare(DOCUMENTS[name], DOCUMENTS[name]) == ()


@pytest.fixture(scope="module")
def drift() -> Path:
    folder = find_folder("drift")
    if folder is None:
        pytest.skip("the shared pairs of documents are not beside the checkout")
    return folder


@pytest.mark.parametrize("name", COUNTS)
def test_how_a_service_changed(name: str, drift: Path) -> None:
    changes = compare(drift / name / "old.json", drift / name / "new.json")
    kinds = [change.kind for change in changes]
    assert (kinds.count(Kind.BREAKING), kinds.count(Kind.COMPATIBLE)) == COUNTS[name]
    assert changes == sort_changes(changes)
    named = {
        (change.code, change.place, change.message)
        for change in changes
        if change.kind is Kind.BREAKING
    }
    assert set(BREAKING[name]) <= named
    assert all(change.reason for change in changes)


@pytest.mark.parametrize("name", COUNTS)
def test_every_method_that_is_gone_is_named(name: str, drift: Path) -> None:
    paths = drift / name / "old.json", drift / name / "new.json"
    names = [{m["name"] for m in read(path)[1].value["methods"]} for path in paths]
    codes = ("method-removed", "method-renamed")
    found = {c.place for c in compare(*paths) if c.code in codes}
    assert found == names[0] - names[1]
