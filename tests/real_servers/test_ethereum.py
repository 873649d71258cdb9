"""An Ethereum development node, called with the client of the published document."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hero_runtime import MismatchWarning, RemoteError, ResultError
from tests.corpus.documents import corpus_documents
from tests.real_servers.calls import generated_client
from tests.real_servers.npm import read_line, running_node

DOCUMENT = "ethereum-execution-apis-inlined"
NAME = "ethereum_node"
PROGRAM = "node_modules/ganache/dist/node/cli.js"


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def node(
    installed: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[type[Any]]:
    """Start a node with a chain of its own; return the client class, and its address."""
    path = corpus_documents().get(DOCUMENT)
    if path is None:
        pytest.skip("the corpus is not here; name its folder in HERO_CORPUS")
    document = json.loads(path.read_bytes())
    port = str(free_port())
    options = [
        "--server.host",
        "127.0.0.1",
        "--server.port",
        port,
        "--wallet.seed",
        "7",
    ]
    with running_node(installed / PROGRAM, *options) as process:
        folder = tmp_path_factory.mktemp(NAME)
        with generated_client(document, NAME, folder) as client_class:
            read_line(process, "RPC Listening")
            with client_class(f"http://127.0.0.1:{port}/") as client:
                yield client


@pytest.fixture(scope="module")
def chain(node: Any) -> dict[str, str]:
    """Send a transaction; return the two accounts, its hash and that of its block."""
    first, second = node.eth_accounts()[:2]
    sent = node.eth_send_transaction(
        {"from": first, "to": second, "value": "0x1", "gas": "0x5208"}
    )
    receipt = node.eth_get_transaction_receipt(sent)
    return {
        "from": first,
        "to": second,
        "transaction": sent,
        "block": receipt.block_hash,
    }


Call = Callable[[Any, dict[str, str]], object]

TYPED: dict[str, Call] = {
    "eth_accounts": lambda node, chain: node.eth_accounts(),
    "eth_blockNumber": lambda node, chain: node.eth_block_number(),
    "eth_chainId": lambda node, chain: node.eth_chain_id(),
    "eth_coinbase": lambda node, chain: node.eth_coinbase(),
    "eth_gasPrice": lambda node, chain: node.eth_gas_price(),
    "eth_maxPriorityFeePerGas": lambda node, chain: node.eth_max_priority_fee_per_gas(),
    "eth_syncing": lambda node, chain: node.eth_syncing(),
    "net_version": lambda node, chain: node.net_version(),
    "eth_getBalance": lambda node, chain: node.eth_get_balance(
        chain["from"], block="latest"
    ),
    "eth_getTransactionCount": lambda node, chain: node.eth_get_transaction_count(
        chain["from"], block="latest"
    ),
    "eth_getCode": lambda node, chain: node.eth_get_code(chain["to"], block="latest"),
    "eth_getStorageAt": lambda node, chain: node.eth_get_storage_at(
        chain["to"], "0x0", block="latest"
    ),
    "eth_getTransactionReceipt": lambda node, chain: node.eth_get_transaction_receipt(
        chain["transaction"]
    ),
    "eth_getBlockByNumber": lambda node, chain: node.eth_get_block_by_number(
        "latest", False
    ),
    "eth_getBlockByHash": lambda node, chain: node.eth_get_block_by_hash(
        chain["block"], False
    ),
    "eth_call": lambda node, chain: node.eth_call(
        {"from": chain["from"], "to": chain["to"]}, block="latest"
    ),
    "eth_estimateGas": lambda node, chain: node.eth_estimate_gas(
        {"from": chain["from"], "to": chain["to"]}
    ),
    "eth_feeHistory": lambda node, chain: node.eth_fee_history("0x1", "latest", [50.0]),
    "eth_getLogs": lambda node, chain: node.eth_get_logs({"fromBlock": "0x0"}),
    "eth_sign": lambda node, chain: node.eth_sign(chain["from"], "0xdeadbeef"),
    "eth_getProof": lambda node, chain: node.eth_get_proof(
        chain["from"], ["0x0"], block="latest"
    ),
    "txpool_content": lambda node, chain: node.txpool_content(),
}

# The node is older than the document: a transaction has no `blockTimestamp` yet, and a
# signed transaction is its bytes, not an object with them.
DRIFTED: dict[str, Call] = {
    "eth_getTransactionByHash": lambda node, chain: node.eth_get_transaction_by_hash(
        chain["transaction"]
    ),
    "eth_getTransactionByBlockHashAndIndex": (
        lambda node, chain: node.eth_get_transaction_by_block_hash_and_index(
            chain["block"], "0x0"
        )
    ),
    "eth_getBlockByNumber with its transactions": (
        lambda node, chain: node.eth_get_block_by_number("latest", True)
    ),
    "eth_signTransaction": lambda node, chain: node.eth_sign_transaction(
        {"from": chain["from"], "gas": "0x5208", "gasPrice": "0x77359400"}
    ),
}

MISSING = ("eth_base_fee", "eth_blob_base_fee", "txpool_status")


@pytest.mark.parametrize("name", TYPED)
def test_answers_have_the_types_of_the_document(
    node: Any, chain: dict[str, str], name: str
) -> None:
    assert TYPED[name](node, chain) is not None


def test_values_are_those_of_the_chain(node: Any, chain: dict[str, str]) -> None:
    block = node.eth_get_block_by_number("latest", False)
    assert block.hash == chain["block"]
    assert block.transactions == [chain["transaction"]]
    assert node.eth_get_transaction_receipt(chain["transaction"]).to == chain["to"]
    assert node.eth_get_block_transaction_count_by_hash(block_hash=block.hash) == "0x1"


def test_filters(node: Any) -> None:
    made = [node.eth_new_block_filter(), node.eth_new_filter({"fromBlock": "0x0"})]
    assert node.eth_get_filter_changes(made[0]) == []
    assert node.eth_get_filter_logs(made[1]) == []
    assert [node.eth_uninstall_filter(one) for one in made] == [True, True]


@pytest.mark.parametrize("name", DRIFTED)
def test_what_drifted_is_an_error_unless_it_is_accepted(
    node: Any, chain: dict[str, str], name: str
) -> None:
    call = DRIFTED[name]
    with pytest.raises(ResultError, match="does not have its type"):
        call(node, chain)
    accepted = call(node.with_options(on_mismatch="accept"), chain)
    assert accepted


def test_what_drifted_is_built_as_far_as_it_fits(
    node: Any, chain: dict[str, str]
) -> None:
    lenient = node.with_options(on_mismatch="warn")
    with pytest.warns(MismatchWarning, match="eth_getTransactionByHash"):
        found = lenient.eth_get_transaction_by_hash(chain["transaction"])
    shown = found if isinstance(found, dict) else found.model_dump(by_alias=True)
    assert shown["hash"] == chain["transaction"]
    assert shown["blockHash"] == chain["block"]
    block = node.with_options(on_mismatch="accept").eth_get_block_by_number(
        "latest", True
    )
    assert (type(block).__name__, block.hash) == (
        "EthGetBlockByNumberResultBlockObject",
        chain["block"],
    )


@pytest.mark.parametrize("name", MISSING)
def test_what_the_node_does_not_have_is_its_error(node: Any, name: str) -> None:
    with pytest.raises(RemoteError, match="does not exist") as caught:
        getattr(node, name)()
    # The code that JSON-RPC keeps for requests that are not JSON.
    assert caught.value.code == -32700


def test_batches_by_position(node: Any, chain: dict[str, str]) -> None:
    with node.batch() as batch:
        number, code = batch.eth_block_number(), batch.eth_get_code(chain["to"])
        missing = batch.eth_base_fee()
    assert (number.result(), code.result()) == ("0x1", "0x")
    assert isinstance(missing.error(), RemoteError)
