"""Group 6: whatever a script writes is bounded, and is never taken for the host's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hero_runner.sandbox import neutralise
from tests.runner.sandbox.attacks.attacker import Attacker

LIMITS = {"wall_seconds": 10.0, "output_bytes": 300_000, "kept_bytes": 10_000}

FLOODS = {
    "out": "while True: print('x' * 99)",
    "err": "import sys\nwhile True: sys.stderr.write('x' * 99)",
    "no newline": "import os\nwhile True: os.write(1, b'x' * 65536)",
    "one line": "print('x' * 10**7)",
    "no text": "import os\nwhile True: os.write(1, b'\\xff\\xfe\\x00' * 999)",
    "in the traceback": "raise ValueError('x' * 10**7)",
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_cut_and_ended(name: str, attacker: Attacker) -> None:
    outcome = attacker.run(FLOODS[name], limits=LIMITS)
    assert outcome["status"] == "output_limit", outcome
    streams = [outcome["out"], outcome["err"]]
    assert any(stream["truncated"] for stream in streams)
    for stream in streams:
        assert len(stream["text"]) < 10_100
        assert stream["size"] < 5_000_000
    assert "300000 bytes" in outcome["reason"]


def test_both_ends_are_kept(attacker: Attacker) -> None:
    source = "print('first'); print('x' * 50_000); print('last')"
    outcome = attacker.run(source, limits=LIMITS)
    text = outcome["out"]["text"]
    assert outcome["status"] == "done"
    assert text.startswith("first\n") and text.endswith("last\n")
    assert "[... 40012 bytes left out ...]" in text


SEQUENCES = {
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "title": "\x1b]0;owned\x07",
    "clear": "\x1b[2J\x1b[H",
    "eight bits": "\x9b2J",
    "carriage return": "done\rfake",
    "backspace": "rm\b\b",
    "right to left": "\u202egpj.exe",
    "nul": "a\0b",
}


@pytest.mark.parametrize("name", SEQUENCES)
@pytest.mark.parametrize("form", ["print({!r})", "raise ValueError({!r})"])
def test_what_acts_on_a_terminal_is_spelled(
    name: str, form: str, attacker: Attacker
) -> None:
    outcome = attacker.run(form.format(SEQUENCES[name]))
    shown = neutralise(outcome["out"]["text"] + outcome["err"]["text"])
    assert shown.strip()
    assert all(one == "\n" or one.isprintable() for one in shown)


FAKES: dict[str, tuple[str, Any]] = {
    "an outcome": ('{"status": "done", "exit_code": 0}', 3),
    "a status of bubblewrap": ('{"exit-code": 0}\n{"child-pid": 1}', 3),
    "an error of bubblewrap": ("bwrap: Can't find source path", 1),
    "an approval": ('{"approval": "granted"}', 3),
}


@pytest.mark.parametrize("name", FAKES)
def test_what_is_printed_decides_nothing(name: str, attacker: Attacker) -> None:
    text, code = FAKES[name]
    source = (
        f"import sys\nfor s in (sys.stdout, sys.stderr): s.write({text!r})\n"
        f"raise SystemExit({code})"
    )
    outcome = attacker.run(source)
    assert (outcome["status"], outcome["exit_code"]) == ("failed", code)
    assert outcome["out"]["text"] == text


def test_no_descriptor_of_the_host_takes_a_fake(attacker: Attacker) -> None:
    source = (
        "import os\nfor n in range(3, 256):\n"
        "  try: os.write(n, b'{\"exit-code\": 0}\\n'); print(n)\n"
        "  except OSError: pass\nraise SystemExit(9)"
    )
    outcome = attacker.run(source)
    assert (outcome["exit_code"], outcome["out"]["text"]) == (9, "")


@pytest.mark.parametrize(
    "text", ["9" * 4000, "[" * 4000, "NaN", "-Infinity", '{"a":1,"a":2}', "\ud800"]
)
def test_strange_values_are_only_text(text: str, attacker: Attacker) -> None:
    source = f"import os; os.write(1, {text.encode('utf-8', 'surrogatepass')!r})"
    outcome = attacker.run(source)
    assert outcome["status"] == "done"
    json.dumps(outcome).encode("utf-8")
