# grants: ethereum_execution_apis
# expect: maybe-none: block None gas_used
from ethereum_execution_apis_client import EthereumExecutionApis

client = EthereumExecutionApis("http://localhost:8545")
block = client.eth_get_block_by_number("latest", False)
print(int(block.gas_used, 16))  # here
