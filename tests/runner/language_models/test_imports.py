"""What is not needed is not loaded, and what is missing is named."""

import subprocess
import sys


def run(program: str) -> str:
    """Run a program in a fresh interpreter and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_reading_routes_loads_nothing_that_sends() -> None:
    program = """
import sys
from hero_runner.language_models import extract_script, read_routes
read_routes(None, {"PATH_ROOT": "/nowhere"})
extract_script("```python\\nprint(1)\\n```")
heavy = {"httpx", "tenacity", "pydantic", "hero_aibroker_client", "asyncio"}
print(sorted(heavy & sys.modules.keys()))
"""
    assert run(program) == "[]\n"


def test_a_missing_extra_is_named() -> None:
    program = """
import sys
sys.modules["httpx"] = None
from hero_runner.language_models import *
variables = {"HERO_MODEL_DEFAULT_URL": "http://a/v1", "HERO_MODEL_DEFAULT_MODEL": "m"}
routes = read_routes(None, {"PATH_ROOT": "/nowhere", **variables})
try:
    language_model_for("write", routes)
except LanguageModelError as error:
    print(error)
"""
    text = run(program)
    assert "needs the module httpx" in text
    assert "pip install 'hero-runner[agent]'" in text


def test_what_httpx_only_looks_for_is_not_loaded() -> None:
    """All of it is installed for the tests, and works when it is asked for."""
    program = """
import sys
from hero_runner.language_models import *
variables = {"HERO_MODEL_DEFAULT_URL": "http://a/v1", "HERO_MODEL_DEFAULT_MODEL": "m"}
routes = read_routes(None, {"PATH_ROOT": "/nowhere", **variables})
language_model_for("write", routes)
print(sorted({"rich.console", "pygments", "trio._core"} & sys.modules.keys()))
import httpx
import rich.console
from httpx._main import main
async def ask():
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            await client.get("http://127.0.0.1:1/")
        except httpx.ConnectError:
            return trio.current_time() > 0
import trio
print(trio.run(ask), main.name)
"""
    assert run(program) == "[]\nTrue main\n"
