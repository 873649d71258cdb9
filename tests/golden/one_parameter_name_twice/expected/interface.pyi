# SERVICE: one_parameter_name_twice
# SUMMARY: One parameter name twice: get
# SOCKET: none known
# from one_parameter_name_twice_client import OneParameterNameTwice; one_parameter_name_twice_api = OneParameterNameTwice()

from hero_runtime import Client

class OneParameterNameTwice(Client):
    def get(self, x: str) -> str: ...  # read
