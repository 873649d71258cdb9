# SERVICE: one_parameter_name_twice
# SUMMARY: One parameter name twice: get
# SOCKET: none known
# from one_parameter_name_twice_client import OneParameterNameTwice; client = OneParameterNameTwice()

from hero_runtime.client import Client

class OneParameterNameTwice(Client):
    def get(self, x: str) -> str: ...
