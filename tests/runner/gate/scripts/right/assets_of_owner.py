# grants: metaplex_das
from metaplex_das_client import MetaplexDas
from metaplex_das_client.models import (
    GetAssetPayload,
    GetAssetsByOwnerPayload,
    GetAssetsByOwnerPayloadSortBy,
)

client = MetaplexDas("http://localhost:8899")
page = client.get_assets_by_owner(
    payload=GetAssetsByOwnerPayload(
        owner_address="abc",
        limit=10,
        sort_by=GetAssetsByOwnerPayloadSortBy(sort_by="created", sort_direction="desc"),
    )
)
for item in page.items:
    asset = client.get_asset(payload=GetAssetPayload(id=item.id))
    files = asset.content.files if asset.content is not None else None
    print(asset.id, [file.uri for file in files or []])
