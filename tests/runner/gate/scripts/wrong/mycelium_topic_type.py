# grants: mycelium
# expect: wrong-type: "news" bytes topic: Bytes
from mycelium_client import Mycelium

client = Mycelium()
message = client.pop_message(peek=True, topic="news")  # here
print(message.id)
