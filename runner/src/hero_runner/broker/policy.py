"""Say what a script may call, what each kind of call needs, and how much of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from hero_runtime.service import Effect

Rule = Literal["allow", "ask", "deny"]

_RULES: Final[Mapping[Effect, Rule]] = {
    "read": "allow",
    "write": "allow",
    "destructive": "ask",
    "unknown": "ask",
}


@dataclass(frozen=True, slots=True)
class Budget:
    """Bound all calls of one play together."""

    calls: int = 200
    """Attempts, refused ones included."""
    request_bytes: int = 4 * 1024 * 1024
    response_bytes: int = 32 * 1024 * 1024
    seconds: float = 60.0
    """Spent waiting for services."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Hold the allow-list and the rule for each effect.

    What is in no list is refused. `effects` corrects what a document says of a
    method, or does not say, by service and method.
    """

    grants: Mapping[str, frozenset[str] | None]
    """Service to its methods that may be called; `None` stands for all."""
    rules: Mapping[Effect, Rule] = field(default_factory=lambda: dict(_RULES))
    """An effect that is left out is denied."""
    effects: Mapping[tuple[str, str], Effect] = field(default_factory=dict)
    budget: Budget = Budget()

    def grants_method(self, service: str, method: str) -> bool:
        """Tell whether a method is in the allow-list."""
        if service not in self.grants:
            return False
        methods = self.grants[service]
        return methods is None or method in methods

    def find_effect(self, service: str, method: str, declared: Effect) -> Effect:
        """Return the effect of a method: the correction, or what was declared."""
        return self.effects.get((service, method), declared)

    def find_rule(self, effect: Effect) -> Rule:
        """Return what a call with this effect needs."""
        return self.rules.get(effect, "deny")
