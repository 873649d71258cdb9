"""Build the command that confines a script with bubblewrap.

Nothing of the host is in the sandbox but system libraries, the interpreter, the
environment, and the broker's socket. There is no `/proc`, since bubblewrap's own first
process could be read and written through it; no network; no home folder; and nothing
writable but one folder in memory, of a bounded size.

An ordinary user's script is the first process of its namespace itself, so that its
parent sees what it used. Root's changes its user, and then only a process of root's
can be told to die with the parent: there, bubblewrap's own comes first.
"""

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from hero_runner.sandbox.environment import Environment
from hero_runner.sandbox.limits import Limits
from hero_runner.sandbox.system_calls import PROCESSORS

SCRIPT: Final = "/script.py"
WORK: Final = "/scratch"
ENVIRONMENT: Final = "/environment"
BROKER: Final = "/broker.sock"

_TOOLS: Final = "/tools"
_DEVICES: Final = ("null", "zero", "urandom", "random")
# Read by the C library, by its loader, and for local times.
_SYSTEM_FILES: Final = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")
_LIBRARIES: Final = (
    *("/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib32", "/lib64"),
)
_USER_INSIDE: Final = "1000"
_TIME_ZONE: Final = re.compile(r"[A-Za-z0-9_+/-]{1,64}")

# Users that systemd hands out for a short time, none of whom owns a file. Each run of
# root's has one of its own, so that no two runs share a count of processes.
_FIRST_USER: Final = 61184
_USERS: Final = 4336

# Since this version, processes are counted per user namespace, so that a limit in the
# sandbox leaves the user's other processes alone.
_COUNTS_PER_NAMESPACE: Final = (5, 14)
_DISABLES_NAMESPACES: Final = (0, 8, 0)
_OLDEST: Final = (0, 5, 0)

INSTALL_HINT: Final = (
    "Install bubblewrap (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf "
    "install bubblewrap), or run without a sandbox if you trust every script: "
    "--sandbox=none."
)


@dataclass(frozen=True, slots=True)
class Tools:
    """Hold the programs that confine a run."""

    bubblewrap: str
    version: tuple[int, ...]
    prlimit: str
    setpriv: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Say why no run can be confined on this machine, and what to do."""

    reason: str


@cache
def find_tools() -> Tools | Missing:
    """Find the programs on the usual paths, not on the user's."""
    machine = os.uname().machine
    if machine not in PROCESSORS:
        known = " and ".join(PROCESSORS)
        return Missing(f"the sandbox knows the system calls of {known}, not {machine}")
    found = {name: _which(name) for name in ("bwrap", "prlimit", "setpriv")}
    absent = [name for name, path in found.items() if path is None]
    if absent:
        return Missing(
            f"found no {' and no '.join(absent)} in {_path()}: scripts are not run "
            f"unconfined unless you say so. {INSTALL_HINT}"
        )
    program = found["bwrap"] or ""
    version = _read_version(program)
    if version < _OLDEST:
        shown = ".".join(map(str, version)) or "unknown"
        return Missing(f"{program} has version {shown}; 0.5.0 is the oldest that works")
    return Tools(program, version, found["prlimit"] or "", found["setpriv"] or "")


def build_command(
    tools: Tools,
    environment: Environment,
    limits: Limits,
    broker: Path | None,
    descriptors: tuple[int, int, int],
) -> list[str]:
    """Return the whole command; it takes no variables from the process it starts in.

    `descriptors` are those of the script, of the filter of system calls, and of the
    pipe on which bubblewrap tells of itself.
    """
    script, system_calls, status = map(str, descriptors)
    return [
        *(tools.bubblewrap, "--die-with-parent", "--new-session"),
        *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-cgroup-try"),
        *("--unshare-uts", "--hostname", "sandbox", "--clearenv"),
        *("--json-status-fd", status),
        *_drop_rights(tools),
        *_bind_system(),
        *_bind_interpreter(environment),
        *("--ro-bind", str(environment.folder), ENVIRONMENT),
        *_bind_tools(tools),
        *([] if broker is None else ["--ro-bind", str(broker), BROKER]),
        *("--perms", "0444", "--ro-bind-data", script, SCRIPT),
        *("--perms", "1777", "--size", str(limits.disk_bytes), "--tmpfs", WORK),
        *("--chdir", WORK, "--remount-ro", "/"),
        *_set_variables(broker is not None),
        *("--seccomp", system_calls, "--"),
        *_run_as_user(),
        *limit_resources(f"{_TOOLS}/prlimit", limits, _counts_processes()),
        *run_interpreter(f"{ENVIRONMENT}/bin/python", SCRIPT),
    ]


def limit_resources(prlimit: str, limits: Limits, counts_processes: bool) -> list[str]:
    """Return the command that bounds what the command after it may use."""
    return [
        prlimit,
        "--core=0",
        "--memlock=65536",
        # The first ends it with a signal that says so; the second for good.
        f"--cpu={limits.cpu_seconds}:{limits.cpu_seconds + 1}",
        f"--as={limits.memory_bytes}",
        f"--fsize={limits.disk_bytes}",
        f"--nofile={limits.open_files}",
        # The first thread counts as well.
        *([f"--nproc={limits.threads + 1}"] if counts_processes else []),
        "--",
    ]


def run_interpreter(python: str, script: str) -> list[str]:
    """Return the command of a script that imports from its environment alone."""
    return [python, "-I", "-B", "-u", "-X", "utf8", script]


def _drop_rights(tools: Tools) -> list[str]:
    """Make a user namespace, unless root drops its rights inside."""
    if os.geteuid() == 0:
        # Kept until `setpriv`, the next command, has changed the user.
        kept = ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")
        caps = [part for name in kept for part in ("--cap-add", name)]
        return ["--cap-drop", "ALL", *caps]
    can_disable = tools.version >= _DISABLES_NAMESPACES
    return [
        *("--as-pid-1", "--unshare-user", "--uid", _USER_INSIDE, "--gid", _USER_INSIDE),
        *(["--disable-userns"] if can_disable else []),
    ]


def _run_as_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    user = str(_FIRST_USER + secrets.randbelow(_USERS))
    return [
        *(f"{_TOOLS}/setpriv", "--reuid", user, "--regid", user, "--clear-groups"),
        *("--inh-caps=-all", "--bounding-set=-all", "--no-new-privs", "--"),
    ]


def _bind_system() -> Iterator[str]:
    for folder in _LIBRARIES:
        if os.path.islink(folder):
            yield from ("--symlink", os.readlink(folder), folder)
        elif os.path.isdir(folder):
            yield from _bind(folder, folder)
    for path in _SYSTEM_FILES:
        if os.path.exists(path):
            yield from _bind(os.path.realpath(path), path)
    for name in _DEVICES:
        yield from _bind(f"/dev/{name}", f"/dev/{name}", "--dev-bind")


def _bind_interpreter(environment: Environment) -> Iterator[str]:
    """Bind what the interpreter is made of, and hide packages installed beside it."""
    for path in environment.interpreter_paths:
        yield from _bind(str(path), str(path))
    for folder in environment.hidden_folders:
        yield from ("--perms", "0555", "--tmpfs", str(folder))
        yield from ("--remount-ro", str(folder))


def _bind_tools(tools: Tools) -> Iterator[str]:
    yield from _bind(tools.prlimit, f"{_TOOLS}/prlimit")
    if os.geteuid() == 0:
        yield from _bind(tools.setpriv, f"{_TOOLS}/setpriv")


def _bind(source: str, place: str, how: str = "--ro-bind") -> Iterator[str]:
    """Bind at a place whose parents every user can enter, made where missing."""
    for parent in reversed(Path(place).parents[:-1]):
        yield from ("--dir", str(parent))
    yield from (how, source, place)


def _set_variables(has_broker: bool) -> Iterator[str]:
    for name, value in script_variables(WORK, BROKER if has_broker else None).items():
        yield from ("--setenv", name, value)


def script_variables(work: str, broker: str | None) -> dict[str, str]:
    """Return all variables that a script has."""
    variables = {"HOME": work, "TMPDIR": work, "LANG": "C.UTF-8", "PATH": _TOOLS}
    zone = os.environ.get("TZ", "")
    if _TIME_ZONE.fullmatch(zone) and ".." not in zone:
        variables["TZ"] = zone
    if broker is not None:
        variables["HERO_BROKER_SOCKET"] = broker
    return variables


def _counts_processes() -> bool:
    """Tell whether a limit of processes counts those of the sandbox alone."""
    return os.geteuid() == 0 or _version(os.uname().release) >= _COUNTS_PER_NAMESPACE


def _read_version(program: str) -> tuple[int, ...]:
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=10, env={}
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return _version(done.stdout)


def _version(text: str) -> tuple[int, ...]:
    numbers: Sequence[str] = re.findall(r"\d+", text)[:3]
    return tuple(map(int, numbers))


def _which(name: str) -> str | None:
    found = shutil.which(name, path=_path())
    return None if found is None else os.path.realpath(found)


def _path() -> str:
    return os.pathsep.join(("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin"))
