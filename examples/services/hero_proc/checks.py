"""Refuse what cannot be run: wrong inputs, occupied places, what is left out here."""

import json
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hero_service.listen import is_answering
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from pjrpc.server.exceptions import InvalidParamsError

from hero_proc.errors import Conflict, InvalidInputs, InvalidInputSchema

LEFT_OUT_OF_ACTIONS = ("depends_on", "kill_others", "ai_config")
LEFT_OUT_OF_SERVICES = ("probe", "require_ready")
LONGEST_TEXT = 300


def verify_action(spec: Mapping[str, Any]) -> None:
    """Refuse an action that this stand-in would run otherwise than it says."""
    refuse_left_out(spec, LEFT_OUT_OF_ACTIONS)
    if bool(spec.get("script")) == bool(spec.get("command")):
        raise InvalidParamsError("An action has either a script or a command.")
    interpreter = spec.get("interpreter", "bash")
    if spec.get("script") and interpreter not in ("bash", "python"):
        raise InvalidParamsError(f"This stand-in has no interpreter {interpreter!r}.")
    parse_input_schema(spec)


def refuse_left_out(spec: Mapping[str, Any], names: tuple[str, ...]) -> None:
    """Refuse settings that this stand-in does nothing about."""
    if given := [name for name in names if spec.get(name)]:
        text = ", ".join(given)
        raise InvalidParamsError(f"This stand-in does nothing about {text}: remove it.")


def parse_input_schema(spec: Mapping[str, Any]) -> Any:
    """Return the schema of the inputs, which is JSON text; true when there is none."""
    text = spec.get("input_schema")
    if not text:
        return True
    try:
        schema = json.loads(text)
        Draft202012Validator.check_schema(schema)
    except (ValueError, RecursionError, SchemaError) as error:
        raise InvalidInputSchema(data=str(error)[:LONGEST_TEXT]) from error
    return schema


def verify_inputs(spec: Mapping[str, Any], inputs: Mapping[str, Any]) -> None:
    """Refuse inputs that the schema of the action does not allow."""
    errors = Draft202012Validator(parse_input_schema(spec)).iter_errors(inputs)
    problems = [error.message[:LONGEST_TEXT] for error in errors]
    if problems:
        raise InvalidInputs(data="; ".join(problems[:10]))


def verify_free(spec: Mapping[str, Any], is_running: bool) -> None:
    """Refuse to start what would meet itself or another on a socket or port."""
    if spec.get("singleton") and is_running:
        raise Conflict(data=f"the singleton {spec['name']} runs already")
    for path in spec.get("sockets", []):
        if is_answering(Path(path)):
            raise Conflict(data=f"something answers on {path}")
    for port in spec.get("tcp_ports", []):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise Conflict(data=f"something answers on port {port}")
