"""The ways in which asking a language model fails.

LanguageModelError
├── NoLanguageModel      no route is configured, or none that can be used
├── RequestsDenied       HERO_MODEL_REQUESTS does not allow this address
├── EndpointUnreachable  no connection: nothing was sent
├── EndpointRefused      an answer with an HTTP status other than 200
├── AnswerLost           the connection broke before the answer was complete
├── AnswerLate           a time limit passed
├── AnswerUnreadable     the answer is not what the interface promises
├── AnswerTooLarge       the answer is larger than is read
└── AllRoutesFailed      the route and its fallbacks failed, each in its way
"""

from hero_runtime.errors import escape


class LanguageModelError(Exception):
    """Any failure to get an answer; `hint` says what to do about it."""

    is_worth_repeating = False
    """Whether the same request may well succeed a little later."""
    attempts = 0
    """Requests that were sent before this was given up."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}"


class NoLanguageModel(LanguageModelError):
    """No route is configured for a role, or it cannot be used as it is."""


class RequestsDenied(LanguageModelError):
    """The environment does not allow requests to this address."""


class RequestUnfit(LanguageModelError):
    """The document of the service does not allow such a request; nothing was sent."""


class EndpointUnreachable(LanguageModelError):
    """No connection could be made; nothing was sent."""

    is_worth_repeating = True


class EndpointRefused(LanguageModelError):
    """The endpoint answered with an error; `status` is the HTTP status."""

    def __init__(
        self, place: str, status: int, text: str, retry_after: float | None = None
    ) -> None:
        message = f"{place} answered with status {status}: {escape(text) or 'no text'}"
        super().__init__(message, _STATUS_HINTS.get(status, _REFUSED_HINT))
        self.status = status
        self.text = text
        self.retry_after = retry_after
        """Seconds that the endpoint asks to wait."""
        self.is_worth_repeating = status == 429 or status >= 500


class AnswerLost(LanguageModelError):
    """The connection broke before the answer was complete."""

    is_worth_repeating = True


class AnswerLate(LanguageModelError):
    """A time limit of the route passed."""


class AnswerUnreadable(LanguageModelError):
    """The answer is not what the interface promises."""


class AnswerTooLarge(LanguageModelError):
    """The answer is larger than is read."""


class AllRoutesFailed(LanguageModelError):
    """A route and its fallbacks failed; `causes` are their errors, in order."""

    def __init__(self, causes: tuple[LanguageModelError, ...]) -> None:
        lines = [
            f"  {number}. {cause.message}" for number, cause in enumerate(causes, 1)
        ]
        message = "\n".join(["no route gave an answer:", *lines])
        super().__init__(message, causes[-1].hint)
        self.causes = causes
        self.attempts = sum(cause.attempts for cause in causes)


_REFUSED_HINT = "See what the endpoint says; `hero-runner models` shows the route."
_STATUS_HINTS = {
    400: "The endpoint does not take this request: compare the route's settings.",
    401: "Set the variable that api_key_variable of the route names to a valid key.",
    402: "The account has no credits left: top it up or configure a fallback.",
    403: "The key may not use this model: choose another model or key.",
    404: (
        "The endpoint has no such model or path: `hero-runner models --list` shows "
        "its models; a url usually ends with /v1."
    ),
    429: "Too many requests, or the quota is used up: wait, or configure a fallback.",
}
