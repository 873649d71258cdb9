"""Describe a service and its methods as generated clients declare them."""

from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeAlias, TypeVar

RUNTIME_INTERFACE: Final = 1
"""The version of the contract between generated clients and this runtime."""

Effect: TypeAlias = Literal["read", "write", "destructive", "unknown"]
"""What a method does to what its service keeps, as far as its document says."""

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Service:
    """Name a service, its generated package and the places to look for it.

    `sockets` are names to probe in the socket folders, in order; the service
    name stands in when there are none. `servers` are absolute http(s) URLs.
    """

    name: str
    package: str
    runtime_interface: int
    sockets: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method(Generic[ResultT]):
    """Describe how the call of one method looks on the wire.

    `parameters` are wire names in document order. Parameters in `omit_none`
    are not sent when they are `None`. With `sole_object` the value of the only
    parameter is sent as `params` itself. An `idempotent` method may run twice.
    """

    name: str
    parameters: tuple[str, ...] = ()
    omit_none: tuple[str, ...] = ()
    by_position: bool = False
    sole_object: bool = False
    notification: bool = False
    idempotent: bool = False
    effect: Effect = "unknown"


def verify_interface(service: Service) -> None:
    """Refuse a generated client that was made for another runtime interface.

    Raises `InterfaceMismatch`, which says which distribution to upgrade.
    """
    wanted = service.runtime_interface
    if wanted == RUNTIME_INTERFACE:
        return
    from hero_runtime.errors import InterfaceMismatch

    message = (
        f"the package {service.package} was generated for runtime interface "
        f"{wanted}, and this hero-runtime has interface {RUNTIME_INTERFACE}"
    )
    raise InterfaceMismatch(
        message, service=service.name, hint=_upgrade_hint(service, wanted)
    )


def _upgrade_hint(service: Service, wanted: int) -> str:
    if wanted > RUNTIME_INTERFACE:
        return "Upgrade hero-runtime: pip install --upgrade hero-runtime."
    return (
        f"Upgrade the distribution of {service.package}, or generate it again "
        "with the current hero-generator."
    )
