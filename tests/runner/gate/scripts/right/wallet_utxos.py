# grants: hathor_wallet
from hathor_wallet_client import HathorWallet

wallet = HathorWallet("http://localhost:8001")
address = wallet.htr_get_address("testnet", "index", index=0)
details = wallet.htr_get_utxos("testnet", "00", 10, True, address)
amounts = [utxo.amount for utxo in details.utxos or [] if utxo.amount is not None]
print(sum(amounts), details.total_amount_available or 0.0)
for entry in wallet.htr_get_balance("testnet", tokens=["00"]):
    if entry.token is not None and entry.balance is not None:
        print(entry.token.symbol, entry.balance.unlocked)
