# SERVICE: all_of_merge
# SUMMARY: Case: get
# SOCKET: none known
# from all_of_merge_client import AllOfMerge; all_of_merge_api = AllOfMerge()

from hero_runtime import Client, Model

class Dog(Model):
    name: str
    age: int
    breed: str

class AllOfMerge(Client):
    def get(self) -> Dog: ...  # read
