"""What `hero-runner register` sends, and what it refuses before anything is sent."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hero_runner.store.home import find_home
from tests.runner.workbench import Done, Workbench

RUNNER = Path(__file__).parents[3] / "runner"
CATEGORIES = {"core", "storage", "ai", "network", "ui", "tool"}
EVENT = """
    from datetime import date
    from hero_runner import flow

    @flow(name="create event", inputs={"title": "What it is."})
    def create_event(
        title: str, day: date, note: str | None = None, hours: int = 1
    ) -> str:
        "Create an event."
        return title

    @flow
    def nothing() -> None:
        pass
"""


@pytest.fixture
def events(workbench: Workbench) -> Workbench:
    workbench.write("events", EVENT)
    return workbench


def plan(workbench: Workbench, *arguments: str) -> dict[str, Any]:
    """Return what would be sent."""
    done = workbench.run("register", "--dry-run", *arguments)
    assert done.code == 0, done.stderr
    found: dict[str, Any] = done.result
    return found


def refuse(workbench: Workbench, *arguments: str) -> str:
    """Return why a command refuses to send anything."""
    done: Done = workbench.run("register", "--dry-run", *arguments)
    assert (done.code, done.stdout) == (2, "")
    return done.stderr


def test_the_action_needs_no_environment(events: Workbench) -> None:
    variables = {"PATH_ROOT": "/hero", "HERO_SOCKET_DIR": ""}
    done = events.run("register", "--dry-run", "nothing", **variables)
    action = done.result["action"]
    assert action["command"] == [
        *(sys.executable, "-P", "-m", "hero_runner", "play"),
        *(f"{events.flows}/events.py:nothing", "--wait", "--home", str(events.home)),
        *("--flows", str(events.flows), "--job"),
    ]
    assert action["env"] == {"PATH_ROOT": "/hero"}
    assert (action["name"], action["cwd"]) == ("nothing", str(events.flows))
    assert (action["timeout_ms"], action["retry_policy"]) == (0, None)
    assert done.result["service"] is None


def test_a_job_is_asked_for_what_is_left_out(events: Workbench) -> None:
    action = plan(events, "create event", "hours=2", "note={{note}}")["action"]
    assert action["command"][-5:] == [
        *("--", "hours=2", "note={{note}}", "title={{title}}", "day={{day}}"),
    ]
    schema = json.loads(action["input_schema"])
    assert schema["properties"] == {
        "title": {"description": "What it is.", "type": "string"},
        "day": {"format": "date", "type": "string"},
        "note": {"anyOf": [{"type": "string"}]},
    }
    assert schema["required"] == ["title", "day", "note"]
    assert schema["additionalProperties"] is False


def test_a_file_of_inputs_is_named_by_its_full_path(events: Workbench) -> None:
    file = events.folder / "inputs.json"
    file.write_text('{"title": "see {{x}}", "day": "2026-01-01"}', "utf-8")
    action = plan(events, "create event", "--input", "inputs.json")["action"]
    assert action["command"][-2:] == ["--input", str(file)]
    assert json.loads(action["input_schema"])["properties"] == {}


def test_a_service_has_one_play(events: Workbench) -> None:
    arguments = ("nothing", "--service", "--name", "idle", "--attempts", "4")
    found = plan(events, *arguments)
    assert found["service"]["actions"] == ["idle"]
    assert found["service"]["wanted"] == "start"
    assert found["action"]["command"][-2:] == ["--id", "idle"]
    assert found["action"]["singleton"] is True
    assert found["action"]["retry_policy"]["max_attempts"] == 4


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("absent",), "no flow 'absent'"),
        (("events.py:absent",), "no such file"),
        (("create event", "day=never"), "day: Input should be a valid date"),
        (("create event", "size=1"), "size: no such input"),
        (("create event", "size={{size}}"), "size: no such input"),
        (("create event", "title=a {{b}}"), "title=a {{b}}"),
        (("create event", "title={{day}}"), "title={{day}}"),
        (("create event", "title"), "has no '='"),
        (("create event", "--service", "--id", "e"), "give title, day here"),
        (("create event", "--id", "a b"), "'a b' is no id"),
        (("create event", "--input", "absent.json"), "does not exist"),
        (("nothing", "--attempts", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_registered_is_refused(
    events: Workbench, arguments: tuple[str, ...], reason: str
) -> None:
    error = refuse(events, *arguments)
    assert reason in error
    assert "Traceback" not in error


def test_a_flow_that_does_not_import_is_refused(events: Workbench) -> None:
    events.write("broken", "import absent_module")
    assert "does not import: ModuleNotFoundError" in refuse(events, "broken")


def test_without_hero_proc_the_places_are_named(events: Workbench) -> None:
    done = events.run("register", "nothing", PATH_SOCKET="/nonexistent")
    assert done.code == 2
    assert "/nonexistent/hero_proc/rpc.sock" in done.stderr


def test_the_play_of_a_job_has_its_id(events: Workbench) -> None:
    assert events.run("play", "nothing", "--job", HERO_PROC_JOB_ID="job-17").code == 0
    assert events.show("job-17")["job"] == "job-17"
    # A play goes on in another job: the logs are there then.
    assert events.run("resume", "job-17", HERO_PROC_JOB_ID="job-18").code == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "HERO_PROC_JOB_ID is not set"),
        (("--id", "p"), "give one of the two"),
    ],
)
def test_a_job_must_be_named(
    events: Workbench, arguments: tuple[str, ...], reason: str
) -> None:
    done = events.run("play", "nothing", "--job", *arguments)
    assert done.code == 2
    assert reason in done.stderr


def test_an_input_that_was_not_filled_in_is_refused(events: Workbench) -> None:
    arguments = ("create event", "--job", "title={{title}}", "day=2026-01-01")
    done = events.run("play", *arguments, HERO_PROC_JOB_ID="j")
    assert done.code == 2
    assert "does not fill in commands" in done.stderr


def test_service_toml_describes_the_command() -> None:
    found = tomllib.loads((RUNNER / "service.toml").read_text("utf-8"))
    project = tomllib.loads((RUNNER / "pyproject.toml").read_text("utf-8"))["project"]
    assert found["service"]["category"] in CATEGORIES
    assert found["service"]["description"] == project["description"]
    binaries = {item["name"]: item["kind"] for item in found["binaries"]}
    assert binaries == dict.fromkeys(project["scripts"], "cmdline")
    defaults = {item["name"]: item["default"] for item in found["env"]}
    assert defaults["PATH_ROOT"] == "~/hero"
    assert find_home(defaults) == Path.home() / "hero/var/runner"
