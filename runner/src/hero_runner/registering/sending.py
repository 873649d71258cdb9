"""Bring hero_proc to hold an action and a service; nothing is sent that is there."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from hero_proc_client import HeroProc
from hero_proc_client.errors import ActionNotFound, ServiceNotFound
from hero_proc_client.models import ActionSpec, ServiceSpec

Change: TypeAlias = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Sent:
    """Say what became of the action, and of the service where there is one."""

    action: Change
    service: Change | None


def send_specs(
    client: HeroProc, action: ActionSpec, service: ServiceSpec | None
) -> Sent:
    """Store what is new or has changed. Raises what the client raises.

    Storing a service starts it again, so that a changed action takes effect.
    """
    action_change = _compare_action(client, action)
    if action_change != "unchanged":
        client.action_set(action)
    if service is None:
        return Sent(action_change, None)
    service_change = _compare_service(client, service)
    if service_change == "unchanged" and action_change != "unchanged":
        service_change = "updated"
    if service_change != "unchanged":
        client.service_set(service)
    return Sent(action_change, service_change)


def _compare_action(client: HeroProc, action: ActionSpec) -> Change:
    try:
        known = client.action_get(action.name)
    except ActionNotFound:
        return "created"
    return "unchanged" if known == action else "updated"


def _compare_service(client: HeroProc, service: ServiceSpec) -> Change:
    try:
        known = client.service_get(service.name)
    except ServiceNotFound:
        return "created"
    return "unchanged" if known == service else "updated"
