"""Give the attacks a host, and the users who run them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from hero_runner.sandbox import Environment
from tests.runner.sandbox.attacks.attacker import USERS, Attacker, start_attacker
from tests.runner.sandbox.attacks.host import SECRET, Host, start_host
from tests.runner.sandbox.places import require_sandbox


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """Return the host of all attacks; it is unharmed when they are over."""
    with start_host() as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HERO_SECRET", SECRET)
        yield started
        assert started.find_harm() == []


@pytest.fixture(scope="session", params=USERS)
def attacker(
    request: pytest.FixtureRequest, environment: Environment, host: Host
) -> Iterator[Attacker]:
    """Give who attacks: root, an ordinary user, or the user of the tests."""
    require_sandbox()
    assert os.environ["HERO_SECRET"] == SECRET
    with start_attacker(request.param, environment, host) as started:
        yield started
