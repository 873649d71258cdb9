"""Whatever is wrong, the play and stderr say so, and finished steps are kept."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from hero_runner.store.schema import SCHEMA_VERSION
from tests.runner.workbench import Done, Workbench

GREET = """
    from datetime import date
    from hero_runner import flow

    @flow
    def greet(name: str, times: int = 1, day: date | None = None) -> str:
        return f"{name} {times} {day}"
"""


def assert_outcome(bench: Workbench, done: Done, status: str, code: int) -> str:
    """Compare the outcome of play `p`; returns its error, which stderr shows too."""
    shown = bench.show("p")
    assert (shown["status"], done.code) == (status, code)
    assert done.stdout == ""
    assert shown["error"] in done.stderr
    assert "hero_runner/" not in done.stderr, "no frames of the runner"
    return str(shown["error"])


def test_wrong_inputs_are_listed_together(workbench: Workbench) -> None:
    workbench.write("greet", GREET)
    done = workbench.play("greet", "--id", "p", "nam=x", "times=many", "day=Monday")
    error = assert_outcome(workbench, done, "refused", 2)
    assert "name: is missing" in error
    assert "nam: no such input; there are: name, times, day" in error
    assert "times: Input should be a valid integer" in error
    assert "day: " in error
    right = workbench.play("greet", "--id", "p", "name=5", "day=2026-11-21")
    assert right.result == "5 1 2026-11-21"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["greet", "name"], "'name' has no '='"),
        (["greet", "--input", "none.json"], "none.json"),
        (["nothing"], "no flow 'nothing' in"),
        (["nothing.py"], "nothing.py: no such file"),
        (["greet", "--id", "../x"], "'../x' is no id of a play"),
    ],
)
def test_wrong_usage(workbench: Workbench, arguments: list[str], message: str) -> None:
    workbench.write("greet", GREET)
    done = workbench.play(*arguments)
    assert (done.code, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    "text", ["[1]", "{", "\ud800".encode("utf-8", "ignore").decode()]
)
def test_inputs_that_are_no_object(workbench: Workbench, text: str) -> None:
    workbench.write("greet", GREET)
    (workbench.folder / "in.json").write_text(text)
    done = workbench.play("greet", "--input", "in.json")
    assert done.code == 2
    assert "in.json: " in done.stderr


def test_other_inputs_for_a_play_that_began(workbench: Workbench) -> None:
    workbench.write("greet", GREET)
    assert workbench.play("greet", "--id", "p", "name=a").code == 0
    done = workbench.play("greet", "--id", "p", "name=b")
    assert done.code == 2
    assert "began with other inputs" in done.stderr


def test_a_file_with_several_flows_and_none_of_the_name(workbench: Workbench) -> None:
    source = "from hero_runner import flow\n@flow\ndef a(): ...\n@flow\ndef b(): ...\n"
    path = workbench.write("two", source)
    done = workbench.play(str(path), "--id", "p")
    error = assert_outcome(workbench, done, "refused", 2)
    assert "it has: a, b" in error
    assert workbench.play(f"{path}:b").code == 0


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("import nowhere_to_be_found", "ModuleNotFoundError: No module named"),
        ("def broken(:", "SyntaxError: "),
        ("raise SystemExit(3)", "the flow called sys.exit(3)"),
    ],
)
def test_a_flow_that_does_not_import(
    workbench: Workbench, source: str, error: str
) -> None:
    workbench.write("bad", source)
    done = workbench.play("bad", "--id", "p")
    assert error in assert_outcome(workbench, done, "failed", 1)


FAULTS = {
    "raise ValueError('no luck')": "ValueError: no luck",
    "raise flow.Failed('nothing to do')": "nothing to do",
    "return object()": "the flow returned a value of type object, which JSON cannot",
    "return float('nan')": "the flow returned a value of type float, which JSON cannot",
    "return [{1, 2}]": "the flow returned a value of type list, which JSON cannot",
    "return flow.call('x', object)": "the call 'x' returned a value of type object",
    "raise SystemExit(0)": "the flow called sys.exit(0)",
    "os._exit(7)": "its process ended with code 7 before the flow returned",
    "os.abort()": "its process crashed with SIGABRT",
    "os.kill(os.getpid(), 11)": "its process crashed with SIGSEGV",
    "threading.Thread(target=fail, name='t').start()": (
        "the thread 't' raised ZeroDivisionError: division by zero"
    ),
}


@pytest.mark.parametrize("statement", FAULTS)
def test_a_flow_that_fails(workbench: Workbench, statement: str) -> None:
    workbench.write(
        "fault",
        f"""
    import os, threading
    from hero_runner import flow

    def fail():
        1 / 0

    def note():
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write("ran\\n")

    @flow
    def fault():
        flow.call("kept", note)
        {statement}
    """,
    )
    done = workbench.play("fault", "--id", "p")
    assert FAULTS[statement] in assert_outcome(workbench, done, "failed", 1)
    assert "hero-runner resume p" in done.stderr
    assert workbench.play("fault", "--id", "p").code == 1, "it is not tried again"
    assert workbench.run("resume", "p").code == 1
    assert workbench.journal() == ["ran"]


def test_the_traceback_is_that_of_the_flow(workbench: Workbench) -> None:
    path = workbench.write(
        "deep",
        """
    from hero_runner import flow

    def fail(): raise KeyError("x")

    @flow
    def deep():
        with flow.step("outer"):
            fail()
    """,
    )
    done = workbench.play("deep")
    assert f'File "{path}", line 9, in deep' in done.stderr
    assert "KeyError: 'x'" in done.stderr


def test_output_is_bounded_and_the_result_stays_alone(workbench: Workbench) -> None:
    workbench.write(
        "loud",
        """
    import os, sys
    from hero_runner import flow

    @flow
    def loud() -> int:
        line = "x" * 1_048_575 + "\\n"
        for _ in range(1024):
            sys.stdout.write(line)
        os.system("echo from a child")
        return 1
    """,
    )
    done = workbench.play("loud", "--id", "p")
    assert done.stdout == "1\n"
    assert 16 * 2**20 < len(done.stderr) < 17 * 2**20
    assert "hero-runner: left out 10" in done.stderr[-200:]
    log = workbench.home / "plays/p/output.log"
    assert log.stat().st_size < 17 * 2**20


def test_a_flow_that_never_ends_is_killed_after_a_while(workbench: Workbench) -> None:
    workbench.write(
        "deaf",
        """
    import os
    from hero_runner import flow

    def spin():
        open(os.environ["JOURNAL"], "w").write("began\\n")
        number = 0
        while True:
            try:
                while True:
                    number += 1
            except BaseException:
                number = 0

    @flow
    def deaf():
        spin()
    """,
    )
    process = workbench.start("play", "deaf", "--id", "p")
    workbench.wait_for(workbench.journal)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 143
    assert "was asked to stop, did not, and was killed" in errors
    assert workbench.show("p")["status"] == "cancelled"


LONG = """
    import os, time
    from hero_runner import flow

    def note(number):
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(f"{number}\\n")
        return "x" * 20_000

    @flow
    def long() -> int:
        return sum(len(flow.call("note", note, number)) for number in range(200))
"""


def test_a_full_disk_stops_the_play_and_keeps_what_finished(
    workbench: Workbench,
) -> None:
    workbench.write("long", LONG)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    full = subprocess.run(
        [sys.executable, "-m", "hero_runner", "play", "long", "--id", "p"],
        env=workbench.environment,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (full.returncode, full.stdout) == (75, "")
    assert "plays.sqlite3: " in full.stderr
    assert "then run the same command again" in full.stderr
    ran = len(workbench.journal())
    assert 10 < ran < 100
    done = workbench.play("long", "--id", "p")
    assert done.result == 200 * 20_000
    assert len(workbench.journal()) == 201, "only the step that was not kept ran again"


def test_a_store_that_cannot_be_written(workbench: Workbench) -> None:
    workbench.write("greet", GREET)
    workbench.play("greet", "--id", "a", "name=x")
    workbench.home.rename(workbench.folder / "old")
    workbench.home.write_text("in the way")
    done = workbench.play("greet", "name=x")
    assert (done.code, done.stdout) == (2, "")
    assert str(workbench.home) in done.stderr
    assert "another folder with --home" in done.stderr or "--home" in done.stderr


def test_a_store_that_is_read_only(workbench: Workbench) -> None:
    workbench.write("greet", GREET)
    workbench.play("greet", "--id", "a", "name=x")
    if os.geteuid() == 0:
        # Root without this capability is held by the modes of files, as others are.
        command = ["setpriv", "--bounding-set", "-dac_override"]
        if shutil.which("setpriv") is None:
            pytest.skip("as root the test needs setpriv, of util-linux")
    else:
        command = []
    for path in (workbench.home, *workbench.home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    workbench.folder.chmod(0o755)
    done = subprocess.run(
        [*command, sys.executable, "-m", "hero_runner", "play", "greet", "name=x"],
        env=workbench.environment,
        cwd=workbench.folder,
        capture_output=True,
        text=True,
        timeout=30,
    )
    workbench.home.chmod(0o755)
    (workbench.home / "plays").chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert "let this user write to the folder" in done.stderr


def test_a_store_of_a_newer_schema(workbench: Workbench) -> None:
    workbench.write("greet", GREET)
    workbench.play("greet", "--id", "p", "name=x")
    with sqlite3.connect(workbench.home / "plays.sqlite3") as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    for done in (workbench.play("greet", "name=x"), workbench.run("plays")):
        assert (done.code, done.stdout) == (2, "")
        assert "written by a newer hero-runner" in done.stderr
        assert "upgrade hero-runner" in done.stderr


def test_a_store_that_is_no_store(workbench: Workbench) -> None:
    workbench.write("greet", GREET)
    workbench.home.mkdir()
    (workbench.home / "plays.sqlite3").write_bytes(b"no database" * 1000)
    done = workbench.play("greet", "name=x")
    assert done.code == 2
    assert "file is not a database: move the file away" in done.stderr


DELETING = """
    import os, shutil
    from hero_runner import flow

    def note(text):
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(text + "\\n")
        return text

    @flow
    def deleting(what: str) -> str:
        flow.call("first", note, "first")
        with flow.step("delete"):
            if not os.path.exists(os.environ["JOURNAL"] + ".deleted"):
                open(os.environ["JOURNAL"] + ".deleted", "x").close()
                shutil.rmtree(what)
        return flow.call("second", note, "second")
"""


def test_a_deleted_folder_of_the_play_hurts_nothing(workbench: Workbench) -> None:
    workbench.write("deleting", DELETING)
    folder = workbench.home / "plays/p"
    done = workbench.play("deleting", "--id", "p", f"what={folder}")
    assert done.result == "second"
    assert workbench.play("deleting", "--id", "p").result == "second"


def test_a_deleted_home_is_told_of(workbench: Workbench) -> None:
    workbench.write("deleting", DELETING)
    done = workbench.play("deleting", "--id", "p", f"what={workbench.home}")
    assert (done.code, done.stdout) == (75, "")
    assert "was deleted while the play ran" in done.stderr
    assert workbench.play("deleting", "--id", "p", f"what={workbench.home}").code == 0


def test_a_deleted_working_directory(workbench: Workbench, tmp_path: Path) -> None:
    workbench.write("greet", GREET)
    gone = tmp_path / "gone"
    gone.mkdir()
    command = (
        f"cd {gone}; rmdir {gone}; exec {sys.executable} -m hero_runner play greet"
    )
    done = subprocess.run(
        ["sh", "-c", f"{command} name=x"],
        env=workbench.environment,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (0, '"x 1 None"\n')


def test_an_empty_environment(workbench: Workbench) -> None:
    path = workbench.write("greet", GREET)
    home = ["--home", str(workbench.home)]
    done = subprocess.run(
        [sys.executable, "-m", "hero_runner", "play", str(path), "name=ä", *home],
        env={},
        capture_output=True,
        timeout=30,
    )
    assert (done.returncode, json.loads(done.stdout)) == (0, "ä 1 None")
