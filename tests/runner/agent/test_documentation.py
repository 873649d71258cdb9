"""What docs/agent.md shows is so."""

import re
import tomllib
from dataclasses import asdict, fields
from pathlib import Path
from typing import get_args

from hero_runner.agent.result import AgentResult, Stop
from hero_runner.agent.settings import Settings, parse_settings

TEXT = Path(__file__).parents[3].joinpath("docs/agent.md").read_text("utf-8")


def test_the_settings_shown_are_the_defaults_and_a_correction() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.S)
    settings, problems = parse_settings(tomllib.loads(example))
    assert problems == ()
    shown, default = asdict(settings), asdict(Settings())
    assert shown.pop("effects") == {("hero_books", "book.add"): "destructive"}
    assert default.pop("effects") == {} and shown == default


def test_every_number_that_can_be_set_is_shown() -> None:
    for values in (Settings().budget, Settings().limits):
        for one in fields(values):
            assert re.search(rf"^{one.name} = ", TEXT, re.M), one.name


def test_the_fields_of_a_result_are_listed() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", TEXT, re.M)
    assert listed == [one.name for one in fields(AgentResult)]
    assert all(f"`{stop}`" in TEXT for stop in get_args(Stop))
