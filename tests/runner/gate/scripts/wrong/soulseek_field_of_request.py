# grants: soulseek_rs
# expect: unknown-field: Ack results SearchResults
from soulseek_rs_client import SoulseekRs

client = SoulseekRs("http://localhost:9000")
answer = client.search_start("sea shanty")
print(len(answer.results))  # here
