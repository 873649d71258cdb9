"""The play store: made once, by many at once, and emptied of what is old."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hero_runner.store.connection import StoreError, open_store, transaction
from hero_runner.store.home import find_home, is_play_id
from hero_runner.store.plays import build_trace_id
from hero_runner.store.schema import SCHEMA_VERSION
from tests.runner.workbench import Workbench


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"HERO_RUNNER_HOME": "/a", "PATH_ROOT": "/b"}, "/a"),
        ({"PATH_ROOT": "/b", "XDG_STATE_HOME": "/c"}, "/b/var/runner"),
        ({"XDG_STATE_HOME": "/c"}, "/c/hero_runner"),
    ],
)
def test_the_home_is_where_the_environment_says(
    environment: dict[str, str], expected: str
) -> None:
    assert find_home(environment) == Path(expected)
    assert find_home(environment, Path("/given")) == Path("/given")
    assert find_home({}) == Path("~/.local/state/hero_runner").expanduser()


@pytest.mark.parametrize("text", ["", ".", "..", "a/b", "-x", "a b", "é", "x" * 101])
def test_an_id_that_could_leave_the_folder_is_none(text: str) -> None:
    assert not is_play_id(text)


def test_a_trace_id_has_the_form_of_one() -> None:
    assert build_trace_id("4bf92f3577b34da6a3ce929d0e0e4736").startswith("4bf92f")
    assert len(build_trace_id("job-7")) == len(build_trace_id("0" * 32)) == 32
    assert build_trace_id("0" * 32) != "0" * 32


def test_a_new_store_has_the_present_schema(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "a/plays.sqlite3")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_block_that_fails_writes_nothing(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "plays.sqlite3")) as connection:
        with pytest.raises(KeyError), transaction(connection):
            connection.execute("INSERT INTO event (play, line) VALUES ('p', 'x')")
            raise KeyError
        assert connection.execute("SELECT count(*) FROM event").fetchone()[0] == 0


def test_a_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing was played"):
        open_store(tmp_path / "plays.sqlite3", must_exist=True)
    assert list(tmp_path.iterdir()) == []


def test_many_processes_begin_at_once_on_a_new_store(workbench: Workbench) -> None:
    workbench.write(
        "busy",
        """
    from hero_runner import flow

    @flow
    def busy() -> int:
        for number in range(100):
            with flow.step("span"):
                flow.call("step", lambda: number)
        return number
    """,
    )
    processes = [workbench.start("play", "busy") for _ in range(6)]
    ends = [process.communicate(timeout=60) for process in processes]
    assert [out for out, _ in ends] == ["99\n"] * 6, ends
    plays = workbench.run("plays", "--json").result
    assert [play["status"] for play in plays] == ["success"] * 6
    assert {play["dropped"] for play in plays} == {0}
    with closing(sqlite3.connect(workbench.home / "plays.sqlite3")) as connection:
        spans = connection.execute("SELECT play, count(*) FROM span GROUP BY play")
        assert {number for _, number in spans} == {201}


def test_old_plays_are_deleted_with_all_that_is_theirs(workbench: Workbench) -> None:
    workbench.write(
        "tiny",
        """
    from hero_runner import ask_user, flow

    @flow
    def tiny(ask: bool = False) -> int:
        with flow.step("x") as span:
            span.log("text")
        if ask:
            ask_user.text("Who?")
        return flow.call("one", lambda: 1)
    """,
    )
    workbench.play("tiny", "--id", "old")
    workbench.play("tiny", "--id", "waits", "ask=true")
    with closing(sqlite3.connect(workbench.home / "plays.sqlite3")) as connection:
        connection.execute("UPDATE play SET ended = ended - 7200")
        connection.commit()
    workbench.play("tiny", "--id", "new")
    assert workbench.run("prune", "--older-than", "soon").code == 2
    pruned = workbench.run("prune", "--older-than", "1h")
    assert "deleted 1 plays" in pruned.stderr
    assert {play["id"] for play in workbench.run("plays", "--json").result} == {
        "new",
        "waits",
    }
    with closing(sqlite3.connect(workbench.home / "plays.sqlite3")) as connection:
        for table in ("memo", "span", "event", "log"):
            rows = connection.execute(f"SELECT DISTINCT play FROM {table}").fetchall()
            assert ("old",) not in rows
    assert not (workbench.home / "plays/old").exists()
    assert (workbench.home / "plays/new").exists()


def test_what_plays_is_light(workbench: Workbench) -> None:
    program = (
        "import sys, hero_runner.cli.play, hero_runner.plays.flow_process\n"
        "print([n for n in ('pydantic', 'asyncio', 'subprocess', 'ctypes', 'ast_',"
        " 'hero_runtime', 'logging', 'email') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
