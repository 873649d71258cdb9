"""The script in an answer: fences of every kind, prose, and none of either."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runner.language_models import extract_script

SCRIPT = "import os\n\nfor name in os.listdir():\n    print(name)\n"
QUOTING = 'text = """\n```\nfenced\n```\n"""\nprint(text)\n'


def fenced(code: str, opening: str = "```python", closing: str = "```") -> str:
    """Return code between fences."""
    end = "" if code.endswith("\n") else "\n"
    return f"{opening}\n{code}{end}{closing}\n"


FORMS = {
    "plain": fenced(SCRIPT),
    "no language": fenced(SCRIPT, "```"),
    "py": fenced(SCRIPT, "```py"),
    "capital": fenced(SCRIPT, "```Python"),
    "with a title": fenced(SCRIPT, '```python title="script.py"'),
    "in braces": fenced(SCRIPT, "```{.python}"),
    "with a space": fenced(SCRIPT, "``` python"),
    "tildes": fenced(SCRIPT, "~~~python", "~~~"),
    "four ticks": fenced(SCRIPT, "````python", "````"),
    "closed by more": fenced(SCRIPT, "```python", "`````"),
    "spaces after the fence": fenced(SCRIPT, "```python  ", "```  "),
    "prose around": f"Here it is:\n\n{fenced(SCRIPT)}\nIt lists files.",
    "other blocks": f"{fenced('pip install x', '```sh')}\n{fenced(SCRIPT)}"
    f"{fenced('a.txt', '```text')}",
    "no fence": SCRIPT,
    "no fence, prose around": f"Sure! This does it:\n\n{SCRIPT}\nIt lists files.",
    "line ends of Windows": fenced(SCRIPT).replace("\n", "\r\n"),
    "line ends of old": fenced(SCRIPT).replace("\n", "\r"),
    "byte order mark": "\ufeff" + fenced(SCRIPT),
    "thoughts": f"<think>\n{fenced('print(0)')}</think>\n{fenced(SCRIPT)}",
    "in a quote": "".join(f"> {line}\n" for line in fenced(SCRIPT).splitlines()),
    "in a list": "1. Run:\n"
    + "".join(f"    {line}\n" for line in fenced(SCRIPT).splitlines()),
    "in a list, by tabs": "".join(
        f"\t{line}\n" for line in fenced(SCRIPT).splitlines()
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read(form: str) -> None:
    found = extract_script(FORMS[form])
    assert found.script == SCRIPT
    assert not found.is_truncated
    assert found.blocks == 1


@pytest.mark.parametrize("around", ["", "Look:\n\n", "A `word`.\n"])
def test_a_fence_inside_a_string_does_not_end_the_script(around: str) -> None:
    found = extract_script(f"{around}{fenced(QUOTING)}\nDone.")
    assert (found.script, found.is_truncated) == (QUOTING, False)


def test_the_longest_valid_one_of_two_blocks_is_taken() -> None:
    broken = "def f(:\n" + "    x\n" * 50
    found = extract_script(f"{fenced('x = 1')}\n{fenced(SCRIPT)}\n{fenced(broken)}")
    assert (found.script, found.blocks) == (SCRIPT, 3)


def test_a_named_block_comes_before_others() -> None:
    found = extract_script(fenced("a = 1\n" * 100, "```") + fenced(SCRIPT))
    assert found.script == SCRIPT


@pytest.mark.parametrize("code", ["import os\nprint(os.listdir(", SCRIPT])
def test_an_answer_that_ends_early_says_so(code: str) -> None:
    found = extract_script(f"Here:\n```python\n{code}")
    assert found.script == code.strip() + "\n"
    assert found.is_truncated
    assert "ends inside its code block" in found.problem


def test_a_script_with_a_mistake_is_returned_as_it_is() -> None:
    found = extract_script(fenced("print('a'\n"))
    assert (found.script, found.is_truncated) == ("print('a'\n", False)


def test_code_within_a_line() -> None:
    assert extract_script("Run ```python print(1)``` now.").script == "print(1)\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes",
        "I cannot do that.",
        "no: it is impossible",
        "Please tell me the date of the event.",
        "import everything you like, then go",
        "```\n\n```",
        fenced('{"a": 1}', "```json"),
        fenced("rm -rf /", "```bash"),
        "# A heading\n\nand prose",
    ],
)
def test_no_code_is_said_to_be_missing(text: str) -> None:
    found = extract_script(text)
    assert found.script is None
    assert "no code" in found.problem


STATEMENTS = st.sampled_from(
    ["x = 1", "import os", "print('a')", "def f():\n    return 1", QUOTING.rstrip()]
    + ["for i in []:\n    pass", "# note", "", "class C:\n    x = '`'"]
)
SCRIPTS = st.lists(STATEMENTS, max_size=6).map(lambda lines: "\n".join([*lines, "y()"]))
PROSE = st.lists(st.sampled_from(["Here it is:", "", "Note `x`.", "- a", "1. b"]))
FENCES = st.sampled_from(["```", "~~~", "````", "~~~~~"])
NAMES = st.sampled_from(["python", "py", "", "Python3"])
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


@given(SCRIPTS, PROSE, PROSE, FENCES, NAMES, LINE_ENDS, st.sampled_from(["", "  "]))
def test_any_script_in_any_fence_comes_back(
    script: str,
    before: list[str],
    after: list[str],
    fence: str,
    name: str,
    line_end: str,
    indent: str,
) -> None:
    block = [fence + name, *script.split("\n"), fence]
    lines = [*before, *(indent + line for line in block), *after]
    found = extract_script(line_end.join(lines))
    assert found.script is not None
    assert ast.dump(ast.parse(found.script)) == ast.dump(ast.parse(script)) or (
        # Indentation goes away within strings too.
        bool(indent and '"""' in script)
    )
    assert not found.is_truncated


TEXTS = st.text(
    alphabet=st.sampled_from("`~ \n\r\t>#abc=('\"\\:\ufeff\0é"), max_size=200
)


@given(TEXTS | st.text())
def test_any_text_is_read(text: str) -> None:
    found = extract_script(text)
    assert found.script is not None or found.problem
    assert found.script is None or found.script.endswith("\n")


@pytest.mark.parametrize(
    "text",
    [
        "```python\n" * 100_000,
        "```python\nx\n```\n" * 20_000,
        "```python\n" + "(" * 100_000,
        "```python\nx = " + "-" * 100_000 + "1\n```",
        "x = 1\n" * 100_000,
        "x = 1\nnot python at all\n" * 5_000,
        "<think>" * 50_000,
        "> " * 100_000,
    ],
)
def test_a_hostile_text_is_bounded(text: str) -> None:
    found = extract_script(text)
    assert len(found.script or "") <= 128 * 1024 + 1
