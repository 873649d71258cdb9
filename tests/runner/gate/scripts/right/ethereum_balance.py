# grants: ethereum_execution_apis
from decimal import Decimal

from ethereum_execution_apis_client import EthereumExecutionApis

ADDRESS = "0x" + "ab" * 20
client = EthereumExecutionApis("http://localhost:8545")
wei = int(client.eth_get_balance(ADDRESS, block="latest"), 16)
print(Decimal(wei) / Decimal(10) ** 18, "ether")
