# SERVICE: builtin_method_names
# SUMMARY: Case: list, dict, type, id, print, none, self, cls, str, int, …
# SOCKET: none known
# from builtin_method_names_client import BuiltinMethodNames, Bag; builtin_method_names_api = BuiltinMethodNames()

import builtins

from hero_runtime import Client, Model

class Bag(Model):
    list: builtins.list[builtins.str] | None = None
    str: builtins.str | None = None
    int: builtins.int | None = None
    items: builtins.list[BagItemsItem] | None = None

class BagItemsItem(Model):
    dict_: str | None = None

class BuiltinMethodNames(Client):
    def list(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...  # read
    def dict(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def type(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def id(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def print(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def none(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def none_1012(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def self(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def cls(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def str(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def int(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def float(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def bool(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def object(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def tuple(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def bytes(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...
    def set(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...  # write
    def import_(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.list[builtins.str]: ...  # write
    def builtins_(
        self,
        value: builtins.list[builtins.str],
        *,
        number: builtins.int | None = None,
        table: builtins.dict[builtins.str, builtins.list[builtins.str]] | None = None,
    ) -> builtins.dict[builtins.str, builtins.float]: ...
    def uses(self, *, bag: Bag | None = None) -> Bag: ...
