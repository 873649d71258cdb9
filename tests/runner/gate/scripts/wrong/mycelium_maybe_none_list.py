# grants: mycelium
# expect: maybe-none: by_source None
from mycelium_client import Mycelium

client = Mycelium()
for entry in client.get_packet_statistics().by_source:  # here
    print(entry.ip, entry.packet_count)
