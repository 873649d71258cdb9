"""What authors write keeps its types: mypy checks this module, and it runs."""

from collections.abc import Coroutine
from typing import Any, assert_type

from hero_books_client import HeroBooks

import hero_tracing
from hero_runner import ask_user, flow, instrument


@flow
def plain(title: str, count: int = 1) -> list[str]:
    """Return texts."""
    return [title] * count


@flow(name="other")
async def later(title: str) -> int:
    """Return a number."""
    return len(title)


def double(number: int) -> int:
    """Return twice the number."""
    return number * 2


async def double_later(number: int) -> int:
    """Return twice the number."""
    return number * 2


def test_decorated_functions_keep_their_signatures() -> None:
    assert assert_type(plain("a", count=2), list[str]) == ["a", "a"]
    coroutine = assert_type(later("a"), Coroutine[Any, Any, int])
    coroutine.close()


def test_calls_have_the_type_of_their_function() -> None:
    assert assert_type(flow.call("double", double, 2), int) == 4
    call = flow.call("later", double_later, 2)
    coroutine = assert_type(call, Coroutine[Any, Any, int])
    coroutine.close()


def test_a_client_stays_what_it_is() -> None:
    assert_type(instrument(HeroBooks("http://localhost:1")), HeroBooks)


def test_both_modules_are_one() -> None:
    assert hero_tracing.flow is flow
    assert hero_tracing.instrument is instrument
    assert hero_tracing.ask_user is ask_user
