# SERVICE: descriptor_references
# SUMMARY: Case: get, again, extra
# SOCKET: none known
# from descriptor_references_client import DescriptorReferences; descriptor_references_api = DescriptorReferences()

from hero_runtime import Client, Model

class Thing(Model):
    id: int

class DescriptorReferences(Client):
    def get(self, id: int) -> Thing: ...  # read
    def again(self, id: int) -> bool: ...
    def extra(self) -> bool: ...
