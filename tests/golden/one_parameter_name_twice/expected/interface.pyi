# SERVICE: one_parameter_name_twice
# SUMMARY: One parameter name twice: get
# SOCKET: none known
# from one_parameter_name_twice_client import OneParameterNameTwice; client = OneParameterNameTwice()
# AsyncOneParameterNameTwice has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client

class OneParameterNameTwice(Client):
    def get(self, x: str) -> str: ...
