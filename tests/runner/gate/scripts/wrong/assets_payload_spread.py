# grants: metaplex_das
# expect: unknown-argument: owner_address payload: GetAssetsByOwnerPayload
from metaplex_das_client import MetaplexDas

client = MetaplexDas("http://localhost:8899")
page = client.get_assets_by_owner(owner_address="abc")  # here
print(page.total)
