"""Types of parameters and results of hero_redis. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Union

from pydantic import Field

from hero_redis_client.models import KeyTtl, ListEnd, ScanPage, ServerInfo, SetCondition

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "string.get": {
        "key": Annotated[str, Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "string.set": {
        "key": Annotated[str, Field(min_length=1)],
        "value": str,
        "ttl_seconds": Union[Annotated[int, Field(ge=1)], None],
        "condition": SetCondition,
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "string.increment": {
        "key": Annotated[str, Field(min_length=1)],
        "by": int,
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "key.exists": {
        "key": Annotated[str, Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "key.delete": {
        "keys": Annotated[list[str], Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "key.expire": {
        "key": Annotated[str, Field(min_length=1)],
        "seconds": Annotated[int, Field(ge=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "key.ttl": {
        "key": Annotated[str, Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "key.rename": {
        "key": Annotated[str, Field(min_length=1)],
        "new_key": Annotated[str, Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "key.scan": {
        "pattern": str,
        "cursor": str,
        "count": Annotated[int, Field(ge=1, le=10000)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "hash.get": {
        "key": Annotated[str, Field(min_length=1)],
        "field": Annotated[str, Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "hash.set": {
        "key": Annotated[str, Field(min_length=1)],
        "fields": dict[str, str],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "hash.get_all": {
        "key": Annotated[str, Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "hash.delete": {
        "key": Annotated[str, Field(min_length=1)],
        "fields": Annotated[list[str], Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "list.push": {
        "key": Annotated[str, Field(min_length=1)],
        "values": Annotated[list[str], Field(min_length=1)],
        "end": ListEnd,
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "list.pop": {
        "key": Annotated[str, Field(min_length=1)],
        "end": ListEnd,
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "list.range": {
        "key": Annotated[str, Field(min_length=1)],
        "start": int,
        "stop": int,
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "set.add": {
        "key": Annotated[str, Field(min_length=1)],
        "members": Annotated[list[str], Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "set.members": {
        "key": Annotated[str, Field(min_length=1)],
        "db": Annotated[int, Field(ge=0, le=15)],
    },
    "server.ping": {},
    "server.info": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "string.get": Union[str, None],
    "string.set": bool,
    "string.increment": int,
    "key.exists": bool,
    "key.delete": Annotated[int, Field(ge=0)],
    "key.expire": bool,
    "key.ttl": KeyTtl,
    "key.rename": None,
    "key.scan": ScanPage,
    "hash.get": Union[str, None],
    "hash.set": Annotated[int, Field(ge=0)],
    "hash.get_all": dict[str, str],
    "hash.delete": Annotated[int, Field(ge=0)],
    "list.push": Annotated[int, Field(ge=0)],
    "list.pop": Union[str, None],
    "list.range": list[str],
    "set.add": Annotated[int, Field(ge=0)],
    "set.members": list[str],
    "server.ping": Literal["PONG"],
    "server.info": ServerInfo,
}
"""Types of results, by method."""
