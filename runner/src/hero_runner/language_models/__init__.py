"""Ask language models through one protocol, whoever serves them.

`read_routes` reads who serves each role, `language_model_for` gives the language
model of a role, `list_models` what an endpoint offers. docs/language-models.md says
how to configure it. What talks HTTP is imported when a language model is made.
"""

from hero_runner.language_models.chat import (
    ChatAnswer,
    ChatRequest,
    LanguageModel,
    Message,
    Usage,
)
from hero_runner.language_models.extraction import Extraction, extract_script
from hero_runner.language_models.errors import LanguageModelError
from hero_runner.language_models.opening import language_model_for, list_models
from hero_runner.language_models.reading import read_routes
from hero_runner.language_models.routes import Role, Route, Routes

__all__ = (
    "ChatAnswer",
    "ChatRequest",
    "Extraction",
    "LanguageModel",
    "LanguageModelError",
    "Message",
    "Role",
    "Route",
    "Routes",
    "Usage",
    "extract_script",
    "language_model_for",
    "list_models",
    "read_routes",
)
