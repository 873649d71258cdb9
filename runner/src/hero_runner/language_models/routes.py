"""Define routes: who serves a role, and with which settings."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal, get_args

from hero_runner.language_models.prices import Prices

Role = Literal["select", "write", "debug", "summarise"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
DEFAULT: Final = "default"

Provider = Literal["openai", "hero_aibroker"]
SettingValue = str | int | float | bool | Decimal | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a route, and where it comes from."""

    value: SettingValue
    origin: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Time limits in seconds.

    `read` is the longest wait for the next bytes; `total` holds all attempts of a
    route together and is looked at between chunks.
    """

    connect: float = 5.0
    read: float = 60.0
    total: float = 300.0


@dataclass(frozen=True, slots=True)
class Route:
    """Say who answers, with which settings; keys stay in the environment."""

    name: str
    provider: Provider = "openai"
    url: str | None = None
    """Base of an OpenAI-compatible interface, usually ending with /v1."""
    socket: str | None = None
    """Unix socket; with hero_aibroker None means wherever its client finds it."""
    model: str = ""
    api_key_variable: str | None = None
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    stop: tuple[str, ...] = ()
    stream: bool = True
    attempts: int = 3
    limits: Limits = Limits()
    prices: Prices | None = None
    fallbacks: tuple[str, ...] = ()
    settings: dict[str, Setting] = field(default_factory=dict)
    """Every setting that was given, by name, with its origin."""

    @property
    def address(self) -> str:
        """Return where requests go, as it is shown and as it is allowed."""
        if self.socket is not None:
            return f"unix:{self.socket}"
        return self.url if self.url is not None else self.provider


@dataclass(frozen=True, slots=True)
class RouteProblem:
    """Something wrong in the configuration: where, what, and what to do."""

    where: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}\n  {self.hint}"


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes by name, roles among them, and what is wrong with the rest."""

    by_name: dict[str, Route] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict, repr=False)
    """API keys by the name of their variable."""
    problems: tuple[RouteProblem, ...] = ()
    file: str = ""
    """The file that was read, or would have been."""

    def chain(self, role: Role) -> tuple[Route, ...]:
        """Return the route of a role and its fallbacks, none when it has none."""
        first = self.by_name.get(role)
        if first is None:
            return ()
        names = dict.fromkeys(first.fallbacks)
        fallbacks = (self.by_name.get(name) for name in names)
        return (first, *(route for route in fallbacks if route is not None))
