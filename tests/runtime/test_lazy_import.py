"""Importing the runtime and constructing a client loads nothing heavy."""

import json
import os
import subprocess
import sys
from pathlib import Path

import hero_runtime

SOURCES = Path(hero_runtime.__file__).parents[1]
HEAVY = {"pydantic", "pydantic_core", "http.client", "ssl", "asyncio", "json", "email"}


def load_modules(program: str, *folders: Path) -> set[str]:
    """Run a program in a fresh interpreter and return the modules it loaded."""
    shown = f"{program}\nimport sys; loaded = list(sys.modules)\n"
    done = subprocess.run(
        [sys.executable, "-c", shown + "import json; print(json.dumps(loaded))"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, folders))},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_only_itself() -> None:
    before = load_modules("", SOURCES)
    assert load_modules("import hero_runtime", SOURCES) - before == {"hero_runtime"}


def test_a_client_is_constructed_without_heavy_modules(packages: Path) -> None:
    program = (
        "from fake_books_client.client import FakeBooks\n"
        "client = FakeBooks('/run/x.sock', headers={'X-A': '1'}, timeout=3)\n"
        "client.with_options(timeout=5).close()\n"
        "FakeBooks()"
    )
    loaded = load_modules(program, SOURCES, packages)
    assert "hero_runtime.client" in loaded
    assert loaded & HEAVY == set()


def test_pydantic_is_loaded_with_the_first_value_to_encode(packages: Path) -> None:
    program = (
        "from fake_books_client.client import FakeBooks\n"
        "from hero_runtime.errors import ConnectionFailed\n"
        "try: FakeBooks('/missing/x.sock').{}\n"
        "except ConnectionFailed: pass"
    )
    without = load_modules(program.format("ping()"), SOURCES, packages)
    assert "hero_runtime.transports.connection" in without
    assert "pydantic" not in without
    assert "pydantic" in load_modules(
        program.format("log_write('x')"), SOURCES, packages
    )


def test_an_asynchronous_client_is_constructed_without_an_event_loop(
    packages: Path,
) -> None:
    program = (
        "from fake_books_client.async_client import AsyncFakeBooks\n"
        "AsyncFakeBooks('/run/x.sock', timeout=3).with_options(timeout=5)"
    )
    loaded = load_modules(program, SOURCES, packages)
    assert loaded & {*HEAVY, "anyio", "h11"} == set()


def test_without_the_extra_an_asynchronous_call_says_what_to_install(
    packages: Path,
) -> None:
    program = (
        "import sys, asyncio; sys.modules['h11'] = None\n"
        "from fake_books_client.async_client import AsyncFakeBooks\n"
        "from hero_runtime import DependencyMissing\n"
        "try: asyncio.run(AsyncFakeBooks('/run/x.sock').ping())\n"
        "except DependencyMissing as error:\n"
        "    assert error.method == 'ping', error.method\n"
        "    assert 'module h11,' in str(error), error\n"
        "    assert \"pip install 'hero-runtime[async]'\" in str(error), error\n"
        "else: raise SystemExit('no error')"
    )
    load_modules(program, SOURCES, packages)


def test_without_the_extra_a_websocket_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['websockets'] = None\n"
        "import hero_runtime\n"
        "try: hero_runtime.WebSocketTransport\n"
        "except hero_runtime.DependencyMissing as error:\n"
        "    assert \"pip install 'hero-runtime[websocket]'\" in str(error), error\n"
        "else: raise SystemExit('no error')"
    )
    load_modules(program, SOURCES)


def test_every_public_name_is_there() -> None:
    assert hero_runtime.__all__ == sorted(hero_runtime.__all__)
    for name in hero_runtime.__all__:
        assert getattr(hero_runtime, name) is not None
    assert set(hero_runtime.__all__) <= set(dir(hero_runtime))
    assert not hasattr(hero_runtime, "no_such_name")
