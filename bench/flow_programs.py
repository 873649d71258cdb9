"""The same flow for each engine: steps in a loop, each of which does next to nothing.

Every step that runs writes its number and two clocks into a journal, which is where all
figures come from: nothing is measured inside an engine. The flow kills itself in a step
where it is told to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_WORK = """
import os, signal, time
COUNT, KILL = int(os.environ["BENCH_COUNT"]), int(os.environ["BENCH_KILL"])
FOLDER = os.environ["BENCH_FOLDER"]
JOURNAL = os.open(FOLDER + "/journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def work(number):
    clocks = (number, time.monotonic_ns(), time.process_time_ns())
    os.write(JOURNAL, b"%d %d %d\\n" % clocks)
    if number == KILL:
        if "HERO_PLAY_ID" in os.environ:
            os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
    return number
"""
_PLAIN = """
print(sum(work(number) for number in range(COUNT)))
"""
_SPANS = """
from hero_runner import flow

@flow
def steps() -> int:
    total = 0
    for number in range(COUNT):
        with flow.step("step"):
            total += work(number)
    return total
"""
_KEPT = """
from hero_runner import flow

@flow
def steps() -> int:
    return sum(flow.call("step", work, number) for number in range(COUNT))
"""
_DBOS = """
from dbos import DBOS, SetWorkflowID
DBOS(config={"name": "bench", "system_database_url": f"sqlite:///{FOLDER}/dbos.sqlite"})
step = DBOS.step()(work)

@DBOS.workflow()
def steps():
    return sum(step(number) for number in range(COUNT))

DBOS.launch()
with SetWorkflowID("play"):
    print(steps())
DBOS.destroy()
"""
_LANGGRAPH = """
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.func import entrypoint, task
step = task(work)
with SqliteSaver.from_conn_string(FOLDER + "/langgraph.sqlite") as saver:
    @entrypoint(checkpointer=saver)
    def steps(count):
        return sum(step(number).result() for number in range(count))

    config = {"configurable": {"thread_id": "play"}}
    begun = saver.get_tuple(config) is not None
    print(steps.invoke(None if begun else COUNT, config, durability="sync"))
"""
_PREFECT = """
from prefect import flow, task
step = task(work)

@flow
def steps():
    return sum(step(number) for number in range(COUNT))

print(steps())
"""


@dataclass(frozen=True, slots=True)
class Program:
    """Hold how an engine runs the flow."""

    text: str
    packages: tuple[str, ...] = ()
    """What is installed for it; the first one names the engine."""
    count: int = 1000
    is_flow: bool = False
    """Whether `hero-runner play` runs it."""
    is_kept: bool = True
    """Whether the engine goes on after a kill at all."""


PLAIN = "plain Python"
KEPT = "hero-runner, kept calls"

PROGRAMS: Mapping[str, Program] = {
    PLAIN: Program(_WORK + _PLAIN, is_kept=False),
    "hero-runner, spans": Program(_WORK + _SPANS, is_flow=True, is_kept=False),
    KEPT: Program(_WORK + _KEPT, is_flow=True),
    "DBOS, SQLite": Program(_WORK + _DBOS, ("dbos==3.4.0",)),
    "LangGraph, SQLite": Program(
        _WORK + _LANGGRAPH, ("langgraph==1.2.22", "langgraph-checkpoint-sqlite==3.1.2")
    ),
    # Its server does not start with the newest FastAPI.
    "Prefect": Program(_WORK + _PREFECT, ("prefect==3.8.8", "fastapi==0.150.0"), 100),
}
