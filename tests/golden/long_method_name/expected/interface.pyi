# SERVICE: long_method_name
# SUMMARY: \x1f\x1f\x0b𐀀𐀀𐀀𐀀𐀀𐀀
# SOCKET: none known
# from long_method_name_client import LongMethodName; client = LongMethodName()
# AsyncLongMethodName has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client

class LongMethodName(Client):
    def 𐀀𐀀𐀀𐀀𐀀𐀀(self) -> None: ...
