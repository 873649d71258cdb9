# SERVICE: names_without_capitals
# SUMMARY: Names without capitals: no methods
# SOCKET: none known
# from names_without_capitals_client import NamesWithoutCapitals; names_without_capitals_api = NamesWithoutCapitals()

from hero_runtime import Client

class NamesWithoutCapitals(Client): ...
