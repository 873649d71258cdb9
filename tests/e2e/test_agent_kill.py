"""A play of the agent that is killed goes on, and does nothing twice."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.e2e.agent_bench import FLOW, SELECT, AgentBench, write_event
from tests.scripted_model import ModelReply, ScriptedModel, scripted_model

BOTH = '["hero_books", "hero_osis_calendar"]'


def start(agent: AgentBench, model: ScriptedModel) -> "subprocess.Popen[str]":
    """Start a play that the test kills."""
    return agent.workbench.start(
        *("play", FLOW, "--id", "p", "prompt=Store it"),
        environment=agent.workbench.environment | model.environment,
    )


def kill(process: "subprocess.Popen[str]", victim: str) -> None:
    """Kill the runner, or the process of the flow, which is its only child."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    (child,) = path.read_text().split()
    os.kill(process.pid if victim == "runner" else int(child), signal.SIGKILL)
    process.communicate(timeout=30)


@pytest.mark.parametrize("victim", ["runner", "flow"])
def test_killed_between_execute_and_summarise(agent: AgentBench, victim: str) -> None:
    title = f"Summarised {victim}"
    late = ModelReply("DONE: too late", delay=60)
    with scripted_model(SELECT, write_event(title), late, "DONE: yes") as model:
        process = start(agent, model)
        agent.workbench.wait_for(lambda: len(model.requests) == 3)
        assert agent.count_events(title) == 1
        kill(process, victim)
        done = agent.ask(model, "Store it", "--id", "p")
    assert (done.code, len(model.requests)) == (0, 4), done.stderr
    assert done.result["success"] and agent.count_events(title) == 1


@pytest.mark.parametrize("victim", ["runner", "flow"])
def test_killed_in_the_middle_of_execute(agent: AgentBench, victim: str) -> None:
    """The event is stored, and the books do not answer: then comes the end."""
    title = f"Executed {victim}"
    script = write_event(
        title, "print(len(HeroBooks().book_list().books), 'books')", service="both"
    )
    folder = agent.workbench.folder / "sockets"
    folder.mkdir()
    for name in ("hero_osis_calendar", "hero_books"):
        (folder / name).mkdir()
    path = folder / "hero_books" / "rpc.sock"
    calendar = folder / "hero_osis_calendar" / "rpc.sock"
    calendar.symlink_to(agent.calendar.socket)
    agent.workbench.environment["PATH_SOCKET"] = str(folder)
    with scripted_model(BOTH, script, "DONE: yes") as model:
        with socket.socket(socket.AF_UNIX) as silent:
            silent.bind(str(path))
            silent.listen()
            silent.settimeout(30)
            process = start(agent, model)
            connection, _ = silent.accept()
            assert agent.count_events(title) == 1
            kill(process, victim)
            connection.close()
        path.unlink()
        path.symlink_to(agent.books.socket)
        done = agent.ask(model, "Store it", "--id", "p")
    assert done.code == 0, done.stderr
    assert done.result["output"].startswith("stored ")
    assert done.result["output"].endswith(" books\n")
    assert agent.count_events(title) == 1
