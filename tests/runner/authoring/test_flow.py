"""Flows are plain functions without a runner, and told of where one listens."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from hero_runner import ask_user, flow
from hero_runner.authoring.flow import read_flow_info
from hero_runner.authoring.span import NULL_SPAN, Span
from tests.runner.listener import Listener


@flow
def add(first: int, second: int = 2) -> int:
    """Add two numbers.

    With care.
    """
    with flow.step("sum", kind="llm", big=True) as span:
        span.log("adding")
        span.tag(**{"gen_ai.usage.input_tokens": 3})
        return flow.call("plus", lambda: first + second)


@flow(name="adder", description="Add later.", inputs={"first": "A number."})
async def add_later(first: int) -> int:
    """Something else."""

    async def plus(number: int) -> int:
        await asyncio.sleep(0)
        return number + 1

    return await flow.call("plus", plus, first)


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with TemporaryDirectory(prefix="hero-") as folder:
        path = Path(folder, "spans.sock")
        monkeypatch.setenv("HERO_FLOW_SPAN_SOCK", str(path))
        listener = Listener(path)
        yield listener
        listener.close()


def names(listener: Listener) -> dict[str, str]:
    """Return the name of each span by its id."""
    return {item["span_id"]: item["name"] for item in listener.of_type("span_start")}


def parents(listener: Listener) -> list[tuple[str, str]]:
    """Return each span's name with that of its parent, sorted."""
    known = names(listener)
    starts = listener.of_type("span_start")
    return sorted((e["name"], known.get(e["parent_id"], "")) for e in starts)


def test_without_a_runner_a_flow_is_its_function() -> None:
    assert add(1) == 3
    assert asyncio.run(add_later(1)) == 2
    assert flow.current_span is NULL_SPAN
    with flow.step("x") as span:
        assert span is flow.current_span is NULL_SPAN
    assert flow.call("tuple", lambda: (1, 2)) == (1, 2)


def test_a_decorated_function_tells_of_itself() -> None:
    info, later = read_flow_info(add), read_flow_info(add_later)
    assert info is not None and later is not None
    assert (info.name, info.description) == ("add", "Add two numbers.")
    assert (later.name, later.description) == ("adder", "Add later.")
    assert later.inputs == {"first": "A number."}
    assert (add.__name__, add.__doc__) == (
        info.function.__name__,
        info.function.__doc__,
    )


def test_a_question_without_a_runner_says_what_to_do() -> None:
    with pytest.raises(flow.Failed, match="hero-runner play"):
        ask_user.text("Who?")


def test_another_flow_without_a_runner_says_what_to_do() -> None:
    with pytest.raises(flow.Failed, match="hero-runner play"):
        flow.invoke("other")


def test_a_listener_is_told_what_happens(listener: Listener) -> None:
    with listener:
        assert add(4) == 6
    started = listener.of_type("span_start")
    assert [(e["name"], e["kind"], e["key"]) for e in started] == [
        ("add", "flow", ""),
        ("sum", "llm", "sum"),
        ("plus", "step", "sum/plus"),
    ]
    assert parents(listener) == [("add", ""), ("plus", "sum"), ("sum", "add")]
    assert started[1]["tags"] == {"big": True}
    assert len({event["trace_id"] for event in started}) == 1
    assert all(len(event["span_id"]) == 16 for event in started)
    (tag,), (log,) = listener.of_type("span_tag"), listener.of_type("span_log")
    assert tag["tags"] == {"gen_ai.usage.input_tokens": 3}
    assert (log["text"], tag["span_id"]) == ("adding", started[1]["span_id"])
    assert [e["output"] for e in listener.of_type("step_output")] == ["6"]
    assert [e["status"] for e in listener.of_type("span_end")] == ["ok"] * 3
    assert flow.current_span is NULL_SPAN


def test_the_parent_of_the_environment_is_that_of_the_first_span(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERO_FLOW_PARENT_SPAN", "00f067aa0ba902b7")
    with listener:
        add(1)
    assert listener.of_type("span_start")[0]["parent_id"] == "00f067aa0ba902b7"


def test_failures_end_spans_with_their_reason(listener: Listener) -> None:
    @flow
    def failing() -> None:
        try:
            with flow.step("caught"):
                raise ValueError("no luck")
        except ValueError:
            pass
        raise flow.Failed("nothing to do")

    with listener, pytest.raises(flow.Failed, match="nothing to do"):
        failing()
    ends = [(e["status"], e["error"]) for e in listener.of_type("span_end")]
    assert ends == [("failed", "ValueError: no luck"), ("failed", "nothing to do")]


def test_threads_and_tasks_keep_the_span_they_were_started_in(
    listener: Listener,
) -> None:
    async def task(name: str) -> None:
        await asyncio.sleep(0)
        with flow.step(name):
            await asyncio.to_thread(leaf, f"thread of {name}")

    def leaf(name: str) -> None:
        with flow.step(name):
            pass

    @flow
    async def beside() -> None:
        with flow.step("tasks"):
            await asyncio.gather(task("a"), task("b"))
        with flow.step("pool"), ThreadPoolExecutor(2) as pool:
            with flow.step("inner"):
                pool.submit(leaf, "c").result()
            pool.submit(leaf, "d").result()
            pool.submit(leaf, "e").result()
        with flow.step("threads"):
            thread = threading.Thread(target=leaf, args=("f",))
            thread.start()
            thread.join()

    start, submit = threading.Thread.start, ThreadPoolExecutor.submit
    with listener:
        asyncio.run(beside())
    assert parents(listener) == [
        ("a", "tasks"),
        ("b", "tasks"),
        ("beside", ""),
        ("c", "inner"),
        ("d", "pool"),
        ("e", "pool"),
        ("f", "threads"),
        ("inner", "pool"),
        ("pool", "beside"),
        ("tasks", "beside"),
        ("thread of a", "a"),
        ("thread of b", "b"),
        ("threads", "beside"),
    ]
    assert (threading.Thread.start, ThreadPoolExecutor.submit) == (start, submit)


def test_a_flow_called_by_another_is_a_part_of_it(listener: Listener) -> None:
    @flow
    def outer() -> int:
        return add(1) + add(2)

    with listener:
        assert outer() == 7
    starts = listener.of_type("span_start")
    assert [(e["kind"], e["key"]) for e in starts if e["name"] == "add"] == [
        ("subflow", "add"),
        ("subflow", "add#1"),
    ]


@pytest.mark.parametrize("value", [object(), "x" * 10_000, {1: {2}}, float("inf")])
def test_a_tag_may_be_anything(listener: Listener, value: Any) -> None:
    @flow
    def tagged() -> None:
        with flow.step("a", start=value) as span:
            span.tag(later=value)

    with listener:
        tagged()
    sent = [*listener.of_type("span_start"), *listener.of_type("span_tag")]
    for event in sent:
        assert all(len(str(tag)) <= 4096 for tag in event["tags"].values())


def test_names_with_separators_stay_one_part_of_a_key(listener: Listener) -> None:
    @flow
    def odd() -> None:
        for name in ("a/b", "a#1", "a%2Fb"):
            with flow.step(name):
                assert isinstance(flow.current_span, Span)

    with listener:
        odd()
    keys = [event["key"] for event in listener.of_type("span_start")]
    assert keys == ["", "a%2Fb", "a%231", "a%252Fb"]


def test_a_listener_that_is_not_there_or_leaves_changes_nothing(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener.path.unlink()
    assert add(1) == 3
    monkeypatch.setenv("HERO_FLOW_SPAN_SOCK", "x" * 200)
    assert add(1) == 3
