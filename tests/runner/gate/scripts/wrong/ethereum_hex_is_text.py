# grants: ethereum_execution_apis
# expect: wrong-operand: / str
from ethereum_execution_apis_client import EthereumExecutionApis

client = EthereumExecutionApis("http://localhost:8545")
balance = client.eth_get_balance("0x" + "ab" * 20, block="latest")
print(balance / 10**18, "ether")  # here
