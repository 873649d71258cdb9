"""Groups 1 to 4 and 7 to 9: files, secrets, processes, network, kernel, Python."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.runner.broker.play import respond_as_books
from tests.runner.sandbox.attacks.attacker import Attacker
from tests.runner.sandbox.attacks.host import start_host
from tests.runtime.servers import Server

PROBES = Path(__file__).parent / "probes"
GROUPS = ("files", "processes", "network", "kernel", "interpreter")


def read_script(group: str) -> str:
    """Return the script of a group of attacks: what they share, and they."""
    shared = (PROBES / "prelude.py").read_text("utf-8")
    own = (PROBES / f"{group}.py").read_text("utf-8")
    own = re.sub(r"(?s)from tests\S+ import (\([^)]*\)|[^(\n]*)\n", "", own)
    return f"{shared}\n{own}\nrun_attacks(globals())\n"


def list_attacks(group: str) -> list[str]:
    """Return the names of the attacks of a group."""
    tree = ast.parse((PROBES / f"{group}.py").read_text("utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def read_answers(text: str) -> dict[str, dict[str, Any]]:
    """Return what each attack got, by its name."""
    lines = [json.loads(line) for line in text.splitlines()]
    return {line["attack"]: line for line in lines}


ATTACKS = [(group, name) for group in GROUPS for name in list_attacks(group)]


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """Return the socket of a service that every user can reach."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "books.sock")
        Path(folder).chmod(0o755)
        with Server.on_path(path, respond_as_books):
            path.chmod(0o666)
            yield str(path)


@pytest.fixture(scope="module")
def outcomes(attacker: Attacker, service: str) -> dict[str, dict[str, Any]]:
    """Return the outcome of each group, run once for each user."""
    target = json.dumps(attacker.target())
    return {
        group: attacker.run(read_script(group), target, service=service)
        for group in GROUPS
    }


@pytest.mark.parametrize(("group", "attack"), ATTACKS)
def test_it_is_denied(
    group: str, attack: str, outcomes: dict[str, dict[str, Any]]
) -> None:
    answers = read_answers(outcomes[group]["out"]["text"])
    assert answers[attack]["denied"], answers[attack]["how"]


@pytest.mark.parametrize("group", GROUPS)
def test_the_record_says_what_happened(
    group: str, outcomes: dict[str, dict[str, Any]], attacker: Attacker
) -> None:
    outcome = outcomes[group]
    assert (outcome["status"], outcome["err"]["text"]) == ("done", ""), outcome
    assert outcome["isolation"] == "bubblewrap"
    seen = ["404 Not Found: only POST /SERVICE/rpc is served"]
    assert outcome["faults"] == (seen if group == "files" else [])
    assert attacker.host.find_harm() == []


def test_the_attacks_succeed_where_nothing_is_in_their_way(attacker: Attacker) -> None:
    # Else a denied one might be one that could never have succeeded.
    script = "".join(
        read_script(group).replace("run_attacks(globals())", "")
        for group in ("files", "network")
    )
    wanted = {"read_passwd", "read_canary", "reach_a_server_on_loopback"}
    wanted |= {"reach_an_abstract_socket", "reach_another_socket"}
    wanted |= {"open_a_netlink_socket", "send_a_datagram", "import_the_runner"}
    script += f"run_attacks({{one: globals()[one] for one in {sorted(wanted)!r}}})\n"
    with start_host() as host:
        target = Attacker(attacker.user, attacker.environment, host).target()
        done = subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(target),
            capture_output=True,
            text=True,
            check=True,
        )
    answers = read_answers(done.stdout)
    assert {name for name, line in answers.items() if not line["denied"]} == wanted
