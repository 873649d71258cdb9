# grants: metamask_api
# expect: wrong-type: native_currency NativeCurrency decimals: int
from metamask_api_client import MetamaskApi
from metamask_api_client.models import AddEthereumChainParameter

wallet = MetamaskApi("http://localhost:8545")
wallet.wallet_add_ethereum_chain(
    chain=AddEthereumChainParameter(
        chain_id="0x64",
        chain_name="Gnosis",
        rpc_urls=["https://rpc.gnosischain.example"],
        native_currency="xDAI",  # here
    )
)
