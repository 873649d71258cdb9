# SERVICE: long_method_name
# SUMMARY: 𐀀𐀀𐀀𐀀𐀀𐀀
# SOCKET: none known
# from long_method_name_client import LongMethodName; long_method_name_api = LongMethodName()

from hero_runtime import Client

class LongMethodName(Client):
    def 𐀀𐀀𐀀𐀀𐀀𐀀(self) -> None: ...
