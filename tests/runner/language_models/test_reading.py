"""Routes: the file, the variables over it, what is inherited, and what is wrong."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runner.language_models import (
    LanguageModelError,
    Routes,
    language_model_for,
    read_routes,
)
from hero_runner.language_models.prices import Prices
from hero_runner.language_models.reading import PREFIX
from hero_runner.language_models.routes import Limits
from hero_runner.language_models.settings import SETTING_NAMES, Unfit, parse_setting

FILE = """
[default]
url = "https://models.example/v1"
model = "small"
api_key_variable = "EXAMPLE_KEY"
temperature = 0.1
prompt_price = 0.59
completion_price = "0.79"
fallbacks = ["backup"]

[write]
model = "large"
max_tokens = 4096
read_timeout = 120

[backup]
socket = "/run/model.sock"
model = "tiny"
"""


def read(folder: Path, text: str, **variables: str) -> Routes:
    """Read routes from a file with this text."""
    file = folder / "models.toml"
    file.write_text(text, "utf-8")
    return read_routes(file, variables)


def test_a_route_per_role(tmp_path: Path) -> None:
    routes = read(tmp_path, FILE)
    assert routes.problems == ()
    names = {"default", "backup", "select", "write", "debug", "summarise"}
    assert routes.by_name.keys() == names
    select, write = routes.by_name["select"], routes.by_name["write"]
    assert (select.model, write.model) == ("small", "large")
    assert write.url == "https://models.example/v1"
    assert write.api_key_variable == "EXAMPLE_KEY"
    assert (write.temperature, write.max_tokens) == (0.1, 4096)
    assert write.limits == Limits(read=120)
    assert [route.name for route in routes.chain("write")] == ["write", "backup"]


def test_prices_are_exact_and_belong_to_their_model(tmp_path: Path) -> None:
    routes = read(tmp_path, FILE)
    prices = Prices(Decimal("0.59"), Decimal("0.79"))
    assert routes.by_name["select"].prices == prices
    assert routes.by_name["write"].prices is None


def test_a_key_does_not_go_to_another_address(tmp_path: Path) -> None:
    backup = read(tmp_path, FILE).by_name["backup"]
    assert (backup.url, backup.api_key_variable) == (None, None)
    assert backup.temperature == 0.1
    more = {"HERO_MODEL_DEFAULT_URL": "http://other/v1"}
    routes = read(tmp_path, FILE, **more)
    assert "names no model" in str(routes.problems[0])
    assert "select" not in routes.by_name


def test_variables_come_over_the_file_with_their_origin(tmp_path: Path) -> None:
    more = {"HERO_MODEL_DEFAULT_SEED": "5", "HERO_MODEL_WRITE_MODEL": "huge"}
    routes = read(tmp_path, FILE, **more)
    select, write = routes.by_name["select"], routes.by_name["write"]
    assert (select.model, select.seed) == ("small", 5)
    assert (write.model, write.seed) == ("huge", 5)
    assert write.settings["model"].origin == "HERO_MODEL_WRITE_MODEL"
    assert write.settings["seed"].origin == "HERO_MODEL_DEFAULT_SEED"
    assert write.settings["max_tokens"].origin.endswith(
        "models.toml [write] max_tokens"
    )
    assert write.settings["url"].origin.endswith("models.toml [default] url")


def test_variables_are_enough() -> None:
    more = {
        "HERO_MODEL_DEFAULT_PROVIDER": "hero_aibroker",
        "HERO_MODEL_DEFAULT_MODEL": "small",
        "HERO_MODEL_SUMMARISE_MAX_TOKENS": "100",
        "HERO_MODEL_DEFAULT_STREAM": "FALSE",
        "HERO_MODEL_DEFAULT_SEED": "",
    }
    routes = read_routes(None, {**more, "PATH_ROOT": "/nowhere"})
    assert routes.problems == ()
    assert routes.file == "/nowhere/cfg/hero_runner/models.toml"
    summarise = routes.by_name["summarise"]
    assert (summarise.provider, summarise.max_tokens) == ("hero_aibroker", 100)
    assert summarise.address == "hero_aibroker"
    assert not summarise.stream


def test_a_role_of_its_own_needs_no_default() -> None:
    more = {
        "HERO_MODEL_WRITE_SOCKET": "/run/model.sock",
        "HERO_MODEL_WRITE_MODEL": "large",
    }
    routes = read_routes(None, {**more, "PATH_ROOT": "/nowhere"})
    assert routes.by_name.keys() == {"write"}
    with pytest.raises(LanguageModelError) as caught:
        language_model_for("debug", routes)
    assert "no language model is configured for the role debug" in str(caught.value)


def test_nothing_configured_says_what_to_do(tmp_path: Path) -> None:
    routes = read_routes(None, {"PATH_ROOT": str(tmp_path)})
    assert (routes.by_name, routes.problems) == ({}, ())
    with pytest.raises(LanguageModelError) as caught:
        language_model_for("write", routes)
    text = str(caught.value)
    assert str(tmp_path / "cfg/hero_runner/models.toml") in text
    assert "HERO_MODELS_FILE" in text
    assert "HERO_MODEL_DEFAULT_URL" in text
    assert "HERO_MODEL_WRITE_*" in text


def test_the_file_can_be_named_by_a_variable(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(FILE, "utf-8")
    file = str(tmp_path / "mine.toml")
    assert read_routes(None, {"HERO_MODELS_FILE": file}).by_name["select"].model
    routes = read_routes(None, {"HERO_MODELS_FILE": file + "x"})
    assert "there is no such file" in str(routes.problems[0])


WRONG = [
    ('[default]\nmodle = "x"\nurl = "http://a/v1"\nmodel = "x"', "Did you mean model?"),
    ('[default]\nmodel = "x"', "says nobody to ask"),
    ('[default]\nurl = "http://a/v1"', "names no model"),
    ('[default]\nurl = "ftp://a/v1"\nmodel = "x"', "must look like"),
    ('[default]\nurl = "http://a:0/v1"\nmodel = "x"', "must look like"),
    ('[default]\nurl = "http://a:99999/v1"\nmodel = "x"', "is no URL"),
    ('[default]\nurl = "http://me:pw@a/v1"\nmodel = "x"', "no password"),
    ('[default]\nurl = "http://a/v1?key=1"\nmodel = "x"', "without a query"),
    ('[default]\nprovider = "aws"\nmodel = "x"', 'must be "openai"'),
    ('[default]\nprovider = "hero_aibroker"\nurl = "http://a"\nmodel = "x"', "no url"),
    ('[d]\nsocket = "a"\nmodel = "x"\nattempts = 0', "whole number from 1"),
    ('[d]\nsocket = "a"\nmodel = "x"\nattempts = 1.5', "whole number from 1"),
    ('[d]\nsocket = "a"\nmodel = "x"\nattempts = "3"', "whole number from 1"),
    ('[d]\nsocket = "a"\nmodel = "x"\nseed = true', "whole number from"),
    ('[d]\nsocket = "a"\nmodel = "x"\ntemperature = nan', "number from 0"),
    ('[d]\nsocket = "a"\nmodel = "x"\nstream = "yes"', "true or false"),
    ('[d]\nsocket = "a"\nmodel = "x"\nstop = "END"', "array"),
    ('[d]\nsocket = "a"\nmodel = "x"\nprompt_price = 1', "only some of its prices"),
    ('[d]\nsocket = "a"\nmodel = "x"\nfallbacks = ["b"]', "no route 'b'"),
    ('[d]\nsocket = "a"\nmodel = "x"\napi_key_variable = "sk-1234"', "not the key"),
    ('[d]\nsocket = "a"\nmodel = "x\\u001b"', "control characters"),
    ('[Default]\nmodel = "x"', "is no name for a route"),
    ('default = "x"', "is not a table"),
    ("[default", "is not TOML"),
    ("\0", "is not TOML"),
    ("a=" + "[" * 100_000, "is not TOML"),
    ("#" * 300_000, "is larger than"),
]


@pytest.mark.parametrize(("text", "problem"), WRONG)
def test_what_is_wrong_is_told_and_nobody_is_asked(
    tmp_path: Path, text: str, problem: str
) -> None:
    routes = read(tmp_path, text)
    assert problem in "\n".join(map(str, routes.problems))
    assert all(problem.hint for problem in routes.problems)
    with pytest.raises(LanguageModelError, match="has problems"):
        language_model_for("write", routes)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    routes = read(tmp_path, "[a]\nseed = 1.5\n[b]\nx = 1", HERO_MODEL_NONSENSE="1")
    text = "\n".join(map(str, routes.problems))
    for part in ("[a] seed", "[b] x", "HERO_MODEL_NONSENSE: names no setting"):
        assert part in text


def test_a_wrong_default_is_told_once(tmp_path: Path) -> None:
    routes = read(tmp_path, '[default]\nmodel = "x"\n[write]\nseed = 1')
    places = [problem.where.partition("]")[0] for problem in routes.problems]
    assert places == ["[default", "[write"]


def test_a_key_that_is_not_set_or_no_key(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match="EXAMPLE_KEY, which is not set"):
        language_model_for("write", read(tmp_path, FILE))
    routes = read(tmp_path, FILE, EXAMPLE_KEY="two\nlines")
    with pytest.raises(LanguageModelError, match="cannot be a key") as caught:
        language_model_for("write", routes)
    assert "lines" not in str(caught.value).replace("line ends", "")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    routes = read_routes(tmp_path, {})
    assert "cannot be read" in str(routes.problems[0])


@given(st.dictionaries(st.text(max_size=20).map(lambda text: PREFIX + text), st.text()))
def test_any_variables_are_read(variables: dict[str, str]) -> None:
    routes = read_routes(None, {**variables, "PATH_ROOT": "/nowhere"})
    assert all(problem.hint for problem in routes.problems)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.decimals(), st.text(), st.just("1")
)


@given(st.sampled_from(SETTING_NAMES), VALUES | st.lists(VALUES), st.booleans())
def test_any_value_is_parsed_or_unfit(name: str, value: object, is_text: bool) -> None:
    try:
        parsed = parse_setting(name, value, is_text=is_text)
    except Unfit as error:
        assert str(error).startswith(("must", "is no URL"))
    else:
        assert parsed is not None
