# grants: mycelium
# expect: missing-argument: push_message_reply message message: PushMessageBody
from mycelium_client import Mycelium

client = Mycelium()
message = client.pop_message(timeout=10)
if message.id is not None:
    client.push_message_reply(message.id)  # here
