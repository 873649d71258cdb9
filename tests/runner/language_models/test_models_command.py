"""`hero-runner models`: who serves each role, and what the endpoint offers."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hero_runner.cli import main
from tests.scripted_model import scripted_model


def run(folder: Path, *options: str, **variables: str) -> Result:
    """Run the command with an empty configuration but for the variables."""
    environment = {"PATH_ROOT": str(folder), **variables}
    return CliRunner().invoke(main, ["models", *options], env=environment)


def test_without_configuration_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.exit_code == 0
    assert f"file: {tmp_path}/cfg/hero_runner/models.toml" in done.output
    assert "write: no language model" in done.output
    assert "HERO_MODEL_DEFAULT_URL" in done.output


def test_settings_are_shown_with_their_origin(tmp_path: Path) -> None:
    file = tmp_path / "models.toml"
    file.write_text(
        '[default]\nurl = "http://127.0.0.1:9/v1"\nmodel = "small"\n'
        'api_key_variable = "EXAMPLE_KEY"\nprompt_price = 0.10\ncompletion_price = 1\n',
        "utf-8",
    )
    variables = {"HERO_MODEL_WRITE_MODEL": "large", "EXAMPLE_KEY": "very-secret"}
    done = run(tmp_path, "--file", str(file), **variables)
    assert done.exit_code == 0
    assert "select: small at http://127.0.0.1:9/v1" in done.output
    assert "write: large at http://127.0.0.1:9/v1" in done.output
    assert 'model = "large"  (HERO_MODEL_WRITE_MODEL)' in done.output
    assert f'model = "small"  ({file} [default] model)' in done.output
    assert "EXAMPLE_KEY is set" in done.output
    assert "very-secret" not in done.output


def test_as_json_with_what_is_offered(tmp_path: Path) -> None:
    with scripted_model() as model:
        done = run(tmp_path, "--json", "--list", **model.environment)
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert report["problems"] == []
    debug = report["routes"]["debug"]
    assert debug["models"] == ["scripted-1", "scripted-2"]
    assert debug["address"] == model.base_url
    assert debug["settings"]["model"] == {
        "value": "scripted",
        "origin": "HERO_MODEL_DEFAULT_MODEL",
    }


def test_an_endpoint_that_does_not_answer(tmp_path: Path) -> None:
    with scripted_model(socket=tmp_path / "m.sock") as model:
        (tmp_path / "m.sock").unlink()
        done = run(tmp_path, "--list", **model.environment)
    assert done.exit_code == 1
    assert "cannot be reached" in done.output


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_problems_are_told(tmp_path: Path, option: tuple[str, ...]) -> None:
    done = run(tmp_path, *option, HERO_MODEL_DEFAULT_SEED="x")
    assert done.exit_code == 1
    assert "HERO_MODEL_DEFAULT_SEED: must be a whole number" in done.stderr
    assert "Traceback" not in done.output
