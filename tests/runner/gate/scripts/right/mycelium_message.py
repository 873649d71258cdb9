# grants: mycelium
import base64

from mycelium_client import Mycelium
from mycelium_client.models import (
    MessageDestinationIp,
    PushMessageBody,
    PushMessageResponseId,
)

client = Mycelium()
body = PushMessageBody(
    dst=MessageDestinationIp(ip="400::1"), topic=b"news", payload=b"hello"
)
answer = client.push_message(body, reply_timeout=5)
if isinstance(answer, PushMessageResponseId):
    print("sent", answer.id)
elif answer.payload is not None:
    print("answered", base64.b64encode(answer.payload).decode())
