"""Launch DBOS with the one workflow that all plays are."""

import json
from collections.abc import Callable
from contextvars import Context
from typing import Any, TypeVar, TypeAlias, TypedDict, cast

from dbos import DBOS, DBOSClient, EnqueueOptions, Serializer

from hero_runner.engines.dbos.settings import (
    APPLICATION,
    POLL_SECONDS,
    PROTOCOL,
    WORKFLOW,
)

T = TypeVar("T")


class Source(TypedDict):
    """Hold the source that a play pins; `path` is where it was found."""

    path: str
    source: str


Body: TypeAlias = Callable[[str, str, Source, str], str | None]
"""What runs a play: its id, the flow's name, the source and what was given."""


class PlayFailed(Exception):
    """Tell those who ask DBOS why a play failed."""


class JsonSerializer(Serializer):
    """Keep JSON in the database, never pickles."""

    def serialize(self, data: Any) -> str:
        """Return JSON; an exception becomes its text."""
        return json.dumps(data, default=lambda value: {"$error": str(value)})

    def deserialize(self, serialized_data: str) -> Any:
        """Return what was kept; a text of an exception becomes `PlayFailed`."""
        return json.loads(serialized_data, object_hook=_decode)

    def name(self) -> str:
        """Return the name by which rows remember how they were written."""
        return "hero_json"


def _decode(value: dict[str, Any]) -> Any:
    if value.keys() == {"$error"}:
        return PlayFailed(value["$error"])
    return value


def open_client(database: str) -> DBOSClient:
    """Return a client of the database, with the tables of DBOS in it."""
    DBOS.migrate(database)
    return DBOSClient(
        system_database_url=database,
        serializer=JsonSerializer(),
        application_name=APPLICATION,
        retry_connection_errors=False,
    )


def build_options(play: str, queue: str) -> EnqueueOptions:
    """Return what a play is enqueued with."""
    return {
        "queue_name": queue,
        "workflow_name": WORKFLOW,
        "workflow_id": play,
        "app_version": PROTOCOL,
        "application_name": APPLICATION,
    }


def launch(database: str, executor: str, queue: str, body: Body) -> None:
    """Take plays from a queue, for an executor that no other process is."""
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": database,
            "application_version": PROTOCOL,
            "executor_id": executor,
            "serializer": JsonSerializer(),
            # It logs a traceback for each play that fails, and we say why it did.
            "log_level": "CRITICAL",
            "notification_listener_polling_interval_sec": POLL_SECONDS,
        }
    )

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def play(flow: str, version: Source, given: str) -> str | None:
        return body(cast(str, DBOS.workflow_id), flow, version, given)

    DBOS.listen_queues([queue])
    DBOS.launch()


def aside(function: Callable[..., T], *arguments: Any) -> T:
    """Call DBOS as from outside of the workflow: that is no step of the play."""
    return Context().run(function, *arguments)
