"""Keep the questions of a play in the store, and check the answers to them."""

import json
from pathlib import Path
from typing import Any, Final

from hero_runner.store.connection import open_store, transaction
from hero_runner.store.questions import Question, read_question, write_question

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class StoredAnswers:
    """Find answers and keep questions for one play."""

    def __init__(self, path: Path, play: str) -> None:
        self._path = path
        self._play = play

    def find(self, key: str) -> str | None:
        """Return the answer to a question, as JSON, once there is one."""
        connection = open_store(self._path)
        question = read_question(connection, self._play, key)
        connection.close()
        return None if question is None else question.answer

    def ask(self, key: str, name: str, schema: str | None, ui: str | None) -> None:
        """Keep a question for people to see."""
        connection = open_store(self._path)
        with transaction(connection):
            question = Question(key, name, schema, ui, None)
            write_question(connection, self._play, question)
        connection.close()


class WrongAnswer(Exception):
    """An answer does not fit its question; the message says what would."""


def read_answer(question: Question, text: str) -> str:
    """Return an answer as JSON: what is no JSON, or asked for as text, is a text.

    Of the question's schema `type`, `enum` and `items` are checked.
    Raises `WrongAnswer`.
    """
    schema = json.loads(question.schema) if question.schema else {}
    value = _parse(text, schema)
    if not _fits(value, schema):
        raise WrongAnswer(
            f"{text!r} does not answer {question.name!r}: it must fit the schema "
            f"{json.dumps(schema)}"
        )
    return json.dumps(value)


def _parse(text: str, schema: dict[str, Any]) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    is_text = schema.get("type") == "string" and not isinstance(value, str)
    return text if is_text else value


def _fits(value: Any, schema: dict[str, Any]) -> bool:
    kinds = _TYPES.get(str(schema.get("type")))
    if kinds is not None:
        is_flag = isinstance(value, bool) and bool not in kinds
        if is_flag or not isinstance(value, kinds):
            return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    items = schema.get("items")
    if isinstance(items, dict) and isinstance(value, list):
        return all(_fits(item, items) for item in value)
    return True
