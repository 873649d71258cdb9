"""Build the errors of an exchange that failed after sending began."""

from hero_runtime.errors import (
    AnswerTooLarge,
    ConnectionLost,
    Phase,
    ProtocolError,
    TimedOut,
)


def build_timed_out(place: object, phase: Phase) -> TimedOut:
    """Return the error for a limit that passed while a call was under way."""
    return TimedOut(
        f"{place} did not answer within the {phase} timeout; the call may have run",
        phase=phase,
    )


def build_connect_timed_out(place: object) -> TimedOut:
    """Return the error for a connection that was not made in time."""
    return TimedOut(
        f"connecting to {place} took too long; nothing was sent",
        phase="connect",
        sent=False,
    )


def build_connection_lost(place: object, reason: str) -> ConnectionLost:
    """Return the error for a connection that broke after sending began."""
    return ConnectionLost(f"the connection to {place} broke: {reason}")


def build_not_http(place: object, reason: str, received: bytes | str) -> ProtocolError:
    """Return the error for an answer that is not HTTP."""
    return ProtocolError(
        f"the answer of {place} is not HTTP ({reason})", received=received
    )


def build_too_large(limit: int, received: bytes) -> AnswerTooLarge:
    """Return the error for an answer that is not read to its end."""
    return AnswerTooLarge(
        f"the answer is larger than {limit} bytes",
        received=received,
        hint="Ask for less at once, with a filter or a limit of the method.",
    )
