# grants: metamask_api
from metamask_api_client import MetamaskApi
from metamask_api_client.models import AddEthereumChainParameter, NativeCurrency

wallet = MetamaskApi("http://localhost:8545")
chain = AddEthereumChainParameter(
    chain_id="0x64",
    chain_name="Gnosis",
    rpc_urls=["https://rpc.gnosischain.example"],
    native_currency=NativeCurrency(decimals=18, symbol="xDAI"),
)
if int(wallet.eth_chain_id(), 16) != int(chain.chain_id, 16):
    wallet.wallet_add_ethereum_chain(chain=chain)
print(", ".join(wallet.eth_accounts()) or "no account")
