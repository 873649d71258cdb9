"""Settings are read whole, or everything that is wrong is said."""

from pathlib import Path

import pytest

from hero_runner.agent.settings import Settings, WrongSettings, read_settings

TEXT = """
sandbox = "none"
interface_tokens = 1000
records_prompts = false

[rules]
write = "ask"

[effects.hero_books]
"book.add" = "destructive"

[budget]
calls = 5
seconds = 2

[limits]
wall_seconds = 3
memory_bytes = 1000000
"""


def read(text: str, tmp_path: Path) -> Settings:
    """Read settings from a file of that text."""
    path = tmp_path / "agent.toml"
    path.write_text(text, "utf-8")
    return read_settings({"HERO_AGENT_FILE": str(path)})


def test_a_file_is_read(tmp_path: Path) -> None:
    settings = read(TEXT, tmp_path)
    assert settings.sandbox == "none"
    assert settings.interface_tokens == 1000
    assert not settings.records_prompts
    assert settings.rules == {
        "read": "allow",
        "write": "ask",
        "destructive": "ask",
        "unknown": "ask",
    }
    assert settings.effects == {("hero_books", "book.add"): "destructive"}
    assert (settings.budget.calls, settings.budget.seconds) == (5, 2.0)
    assert settings.limits.wall_seconds == 3.0
    assert settings.limits.threads == Settings().limits.threads


def test_the_usual_file_is_below_the_root(tmp_path: Path) -> None:
    folder = tmp_path / "cfg" / "hero_runner"
    folder.mkdir(parents=True)
    (folder / "agent.toml").write_text("interface_tokens = 7")
    assert read_settings({"PATH_ROOT": str(tmp_path)}).interface_tokens == 7


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings({"PATH_ROOT": str(tmp_path)}) == Settings()


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match="no such file"):
        read_settings({"HERO_AGENT_FILE": str(tmp_path / "none.toml")})


WRONG = {
    "sandbox = 'docker'": "sandbox",
    "interface_tokens = 0": "interface_tokens",
    "records_prompts = 1": "records_prompts",
    "colour = 'red'": "no such setting",
    "rules = 1": "rules",
    "[rules]\nread = 'maybe'": "maybe",
    "[rules]\nshout = 'allow'": "shout",
    "[effects]\nhero_books = 'read'": "effects",
    "[budget]\nmoney = 5": "money",
    "[limits]\nthreads = 'many'": "threads",
    "[limits]\nwall_seconds = -1": "wall_seconds",
    "not toml": "cannot be read",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said(text: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match=WRONG[text]):
        read(text, tmp_path)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings) as caught:
        read("sandbox = 'x'\ninterface_tokens = 0", tmp_path)
    assert "sandbox" in str(caught.value) and "interface_tokens" in str(caught.value)
