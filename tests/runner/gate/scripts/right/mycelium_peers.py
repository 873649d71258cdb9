# grants: mycelium
from collections import Counter

from mycelium_client import Mycelium

client = Mycelium("http://localhost:8990")
peers = client.get_peers()
states = Counter(peer.connection_state or "unknown" for peer in peers)
received = sum(peer.rx_bytes or 0 for peer in peers)
for state, count in states.most_common():
    print(f"{state:>12} {count}")
print(received // 1024, "KiB received")
