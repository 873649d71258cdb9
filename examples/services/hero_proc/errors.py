"""The errors of hero_proc, with the codes of its document."""

from pjrpc.server.exceptions import TypedError


class ActionNotFound(TypedError):
    """Say that no action has that name."""

    CODE = 1201
    MESSAGE = "Action not found"


class ServiceNotFound(TypedError):
    """Say that no service has that name."""

    CODE = 1202
    MESSAGE = "Service not found"


class JobNotFound(TypedError):
    """Say that no job has that identifier."""

    CODE = 1203
    MESSAGE = "Job not found"


class InvalidInputSchema(TypedError):
    """Say that the input schema of an action is no JSON Schema."""

    CODE = 1204
    MESSAGE = "The input schema is not a JSON Schema"


class InvalidInputs(TypedError):
    """Say that the inputs of a job do not match the schema of its action."""

    CODE = 1205
    MESSAGE = "The inputs do not match the input schema"


class Conflict(TypedError):
    """Say that a singleton runs already, or a socket or port is in use."""

    CODE = 1206
    MESSAGE = "A socket or port is occupied"
