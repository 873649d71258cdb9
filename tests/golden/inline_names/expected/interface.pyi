# SERVICE: inline_names
# SUMMARY: Case: user.create, user.find
# SOCKET: none known
# from inline_names_client import InlineNames; client = InlineNames()
# AsyncInlineNames has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

UserCreateUserRolesItem: TypeAlias = Literal["admin", "guest"]
UserCreateResultState: TypeAlias = Literal["new", "old"]
UserFindBy: TypeAlias = UserFindById | UserFindByMail

class UserCreateUser(Model):
    name: str
    address: UserCreateUserAddress | None = None
    roles: list[UserCreateUserRolesItem] | None = None

class UserCreateUserAddress(Model):
    city: str
    geo: UserCreateUserAddressGeo | None = None

class UserCreateUserAddressGeo(Model):
    lat: float | None = None

class UserCreateResult(Model):
    id: int
    links: dict[str, UserCreateResultLinksValue] | None = None
    state: UserCreateResultState | None = None

class UserCreateResultLinksValue(Model):
    url: str

class UserFindById(Model):
    id: int

class UserFindByMail(Model):
    mail: str

class UserFindResultItem(Model):
    id: int

class InlineNames(Client):
    def user_create(self, user: UserCreateUser) -> UserCreateResult: ...
    def user_find(self, by: UserFindBy) -> list[UserFindResultItem]: ...
