# SERVICE: all_of_single
# SUMMARY: Case: get
# SOCKET: none known
# from all_of_single_client import AllOfSingle, Thing; all_of_single_api = AllOfSingle()

from hero_runtime import OMIT, Client, Model, Omit

class Thing(Model):
    id: int

class AllOfSingle(Client):
    def get(
        self,
        *,
        a: Thing | None = None,
        b: Thing | None = None,
        c: Thing | None | Omit = OMIT,
        d: str | None = None,
    ) -> Thing: ...  # read
