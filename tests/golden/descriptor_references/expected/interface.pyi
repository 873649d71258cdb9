# SERVICE: descriptor_references
# SUMMARY: Case: get, again, extra
# SOCKET: none known
# from descriptor_references_client import DescriptorReferences; client = DescriptorReferences()
# AsyncDescriptorReferences has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client
from hero_runtime.model import Model

class Thing(Model):
    id: int

class DescriptorReferences(Client):
    def get(self, id: int) -> Thing: ...
    def again(self, id: int) -> bool: ...
    def extra(self) -> bool: ...
