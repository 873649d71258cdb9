"""A script is made to run, and its inputs are read without running it."""

import pytest

from hero_runner.agent.scripts import Input, NoInputs, complete_script, read_inputs

MAIN = "def main(title: str = 'Lunch', *, hours: list[int] = [1]) -> None:\n"
SCRIPT = f"{MAIN}    print(title, hours)\n"


def run(source: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a script of this test and return what it prints."""
    exec(compile(source, "script", "exec"), {"__name__": "__main__"})
    return capsys.readouterr().out


def test_main_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(complete_script(SCRIPT), capsys) == "Lunch [1]\n"


def test_main_is_called_with_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    source = complete_script(SCRIPT, {"title": "Tea \"'\\\n\u2028", "hours": []})
    assert run(source, capsys) == "Tea \"'\\\n\u2028 []\n"


CALLING = {
    "plainly": f"{SCRIPT}main()\n",
    "guarded": f'{SCRIPT}if __name__ == "__main__":\n    main()\n',
}


@pytest.mark.parametrize("name", CALLING)
def test_what_calls_main_itself_is_called_once(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(complete_script(CALLING[name]), capsys) == "Lunch [1]\n"
    again = complete_script(CALLING[name], {"title": "Tea"})
    assert run(again, capsys) == "Tea [1]\n"


def test_a_coroutine_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    source = "async def main(a: int = 1) -> None:\n    print(a)\n"
    assert run(complete_script(source), capsys) == "1\n"
    assert run(complete_script(source, {"a": 2}), capsys) == "2\n"


def test_lines_keep_their_numbers() -> None:
    source = CALLING["guarded"]
    lines = complete_script(source, {"title": "a"}).splitlines()
    assert lines[:2] == source.splitlines()[:2]
    assert len(lines) == len(source.splitlines()) + 1


def test_a_script_without_main_is_left_alone() -> None:
    assert complete_script("print(1)\n") == "print(1)\n"


def test_inputs_are_read() -> None:
    assert read_inputs(SCRIPT) == (
        Input("title", "str", '"Lunch"'),
        Input("hours", "list[int]", "[1]"),
    )


def test_a_required_input_has_no_default() -> None:
    found = read_inputs("def main(a: int | None, b: float = -1.5): ...")
    assert found == (Input("a", "int | None", None), Input("b", "float", "-1.5"))


NO_INPUTS = {
    "no main": "print(1)",
    "no type": "def main(a=1): ...",
    "a type of the client": "def main(a: Event): ...",
    "a default that is computed": "def main(a: str = now()): ...",
    "any number": "def main(*a: int): ...",
}


@pytest.mark.parametrize("name", NO_INPUTS)
def test_what_is_no_input_is_said(name: str) -> None:
    with pytest.raises(NoInputs):
        read_inputs(NO_INPUTS[name])
