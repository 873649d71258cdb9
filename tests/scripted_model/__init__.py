"""A server with the OpenAI interface that answers as a test says, over real HTTP.

    with scripted_model("print(1)", ModelReply(status=429)) as model:
        routes = read_routes(None, model.environment)
        ...
        assert model.requests[0].text == "..."

Answers are given in order; `rules` come first and match on what a request says. It
listens on a TCP port, or on a Unix socket if a path is given. See `ModelReply` for
delays, errors, cut connections, nonsense and usage.
"""

from tests.scripted_model.replies import ModelReply, SeenRequest
from tests.scripted_model.server import Rule, ScriptedModel, scripted_model

__all__ = ("ModelReply", "Rule", "ScriptedModel", "SeenRequest", "scripted_model")
