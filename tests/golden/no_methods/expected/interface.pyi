# SERVICE: no_methods
# SUMMARY: Case: no methods
# SOCKET: none known
# from no_methods_client import NoMethods; no_methods_api = NoMethods()

from hero_runtime import Client

class NoMethods(Client): ...
