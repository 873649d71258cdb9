# SERVICE: inline_names
# SUMMARY: Case: create, find
# SOCKET: none known
# from inline_names_client import InlineNames, UserCreateUser; inline_names_api = InlineNames()

from typing import Literal

from hero_runtime import Client, Model

class UserCreateUser(Model):
    name: str
    address: UserCreateUserAddress | None = None
    roles: list[Literal["admin", "guest"]] | None = None

class UserCreateUserAddress(Model):
    city: str
    geo: UserCreateUserAddressGeo | None = None

class UserCreateUserAddressGeo(Model):
    lat: float | None = None

class UserCreateResult(Model):
    id: int
    links: dict[str, UserCreateResultLinksValue] | None = None
    state: Literal["new", "old"] | None = None

class UserCreateResultLinksValue(Model):
    url: str

class UserFindById(Model):
    id: int

class UserFindByMail(Model):
    mail: str

class UserFindResultItem(Model):
    id: int

class InlineNames(Client):
    def user_create(self, user: UserCreateUser) -> UserCreateResult: ...  # write
    def user_find(
        self, by: UserFindById | UserFindByMail
    ) -> list[UserFindResultItem]: ...  # read
