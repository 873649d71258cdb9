# grants: ethereum_execution_apis
from statistics import mean

from ethereum_execution_apis_client import EthereumExecutionApis

client = EthereumExecutionApis("http://localhost:8545")
history = client.eth_fee_history("0x10", "latest", [10, 50.0])
print(mean(int(fee, 16) for fee in history.base_fee_per_gas))
for row in history.reward or []:
    print([int(value, 16) for value in row])
state = client.eth_syncing()
if isinstance(state, bool):
    print("not syncing")
else:
    print(state.current_block, "of", state.highest_block)
