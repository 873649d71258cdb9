# SERVICE: no_methods
# SUMMARY: Case
# SOCKET: none known
# from no_methods_client import NoMethods; client = NoMethods()
# AsyncNoMethods has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client

class NoMethods(Client): ...
