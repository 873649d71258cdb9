# SERVICE: maps
# SUMMARY: Case: set
# SOCKET: none known
# from maps_client import Maps, Open; maps_api = Maps()

from typing import Any

from hero_runtime import Client, Model

class Open(Model):
    id: int
    dict_: int | None = None

class Maps(Client):
    def set(
        self,
        *,
        a: dict[str, Any] | None = None,
        b: dict[str, int] | None = None,
        c: dict[str, str] | None = None,
        d: dict[str, str | int] | None = None,
        e: dict[str, list[Open]] | None = None,
        f: dict[str, Any] | None = None,
        g: dict[str, str] | None = None,
        h: dict[str, Any] | None = None,
    ) -> Open: ...  # write
