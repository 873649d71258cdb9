# SERVICE: all_of_with_union
# SUMMARY: Case: get, set
# SOCKET: none known
# from all_of_with_union_client import AllOfWithUnion, BesideText; all_of_with_union_api = AllOfWithUnion()

from hero_runtime import Client, Model

class MessageText(Model):
    id: int
    text: str

class MessageImage(Model):
    id: int
    image: str

class BesideText(Model):
    id: int
    text: str | None = None

class BesideImage(Model):
    id: int
    image: str | None = None

class Needs(Model):
    a: int | None = None
    b: int | None = None

class AllOfWithUnion(Client):
    def get(self) -> MessageText | MessageImage: ...  # read
    def set(
        self, either: BesideText | BesideImage, *, needs: Needs | None = None
    ) -> bool: ...  # write
