# grants: mycelium
from mycelium_client import Mycelium

with Mycelium() as client:
    known = client.get_topics()
    if b"news" not in known:
        client.add_topic("news")
    for topic in known:
        name = topic.decode(errors="replace")
        socket = client.get_topic_forward_socket(name)
        print(name, len(client.get_topic_sources(name)), socket or "not forwarded")
