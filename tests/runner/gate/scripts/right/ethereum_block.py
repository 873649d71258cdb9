# grants: ethereum_execution_apis
from ethereum_execution_apis_client import EthereumExecutionApis

client = EthereumExecutionApis("http://localhost:8545")
block = client.eth_get_block_by_number("latest", False)
if block is None:
    raise SystemExit("no block")
share = int(block.gas_used, 16) / int(block.gas_limit, 16)
receipts = client.eth_get_block_receipts(block.hash) or []
failed = [receipt for receipt in receipts if receipt.status == "0x0"]
print(f"{share:.1%} full, {len(failed)} of {len(receipts)} failed")
if block.withdrawals:
    print(sum(int(item.amount, 16) for item in block.withdrawals))
