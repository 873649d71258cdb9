"""Types of parameters and results of type_names. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from hero_runtime.values import Bytes, Date, DateTime

from type_names_client.models import (
    ERRORS_,
    SERVICE_,
    Any_,
    AsyncTypeNames_,
    Bytes_,
    Class,
    ClassVar_,
    Client_,
    DateTime_,
    Date_,
    Exception_,
    Field_,
    Final_,
    FooBar,
    FooBar_36ca,
    FooBar_b48c,
    Frozenset,
    Grosse,
    List,
    Literal_,
    Model_,
    N1St,
    None_,
    NotFound_,
    Object,
    RemoteError_,
    Str,
    True_,
    TypeChecking,
    TypeNames_,
    TypeNames__b9ce,
    WeirdNameX,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {
        "day": Date,
        "time": DateTime,
        "data": Bytes,
        "p0": Any_,
        "p1": Literal_,
        "p2": Model_,
        "p3": Field_,
        "p4": Client_,
        "p5": List,
        "p6": Str,
        "p7": None_,
        "p8": True_,
        "p9": Class,
        "p10": TypeNames__b9ce,
        "p11": TypeNames_,
        "p12": AsyncTypeNames_,
        "p13": FooBar_36ca,
        "p14": FooBar_b48c,
        "p15": FooBar,
        "p16": Grosse,
        "p17": N1St,
        "p18": RemoteError_,
        "p19": Exception_,
        "p20": Final_,
        "p21": WeirdNameX,
        "p22": ClassVar_,
        "p23": Frozenset,
        "p24": Object,
        "p25": TypeChecking,
        "p26": SERVICE_,
        "p27": ERRORS_,
        "p28": NotFound_,
        "p29": Date_,
        "p30": DateTime_,
        "p31": Bytes_,
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Any_,
}
"""Types of results, by method."""
