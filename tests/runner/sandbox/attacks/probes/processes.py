"""Look for secrets, and get at other processes: groups 2, 3 and 5."""

import glob
import json
import os
import resource
import signal
import subprocess
import sys

from tests.runner.sandbox.attacks.probes.prelude import HOST, call, read, deny


def read_own_environment() -> object:
    allowed = {"HOME", "TMPDIR", "LANG", "PATH", "PWD", "TZ", "HERO_BROKER_SOCKET"}
    return {*os.environ} - allowed or deny("only the variables of scripts")


def find_the_canary_in_memory() -> object:
    shown = json.dumps([dict(os.environ), sys.argv, sys.path])
    return HOST["secret"] in shown or deny("no secret")


def read_environment_of_the_first_process() -> object:
    return read("/proc/1/environ")


def read_environment_of_the_parent() -> object:
    return read(f"/proc/{os.getppid()}/environ")


def read_command_lines() -> object:
    return glob.glob("/proc/*/cmdline") or deny("no /proc")


def use_inherited_descriptors() -> object:
    found = []
    for number in range(3, 1024):
        try:
            found.append((number, os.fstat(number)))
        except OSError:
            continue
    return found or deny("none is open")


def write_to_the_script_through_stdin() -> object:
    os.ftruncate(0, 1)
    return "done"


def dump_core() -> object:
    resource.setrlimit(resource.RLIMIT_CORE, (1, 1))
    return "core dumps can be made"


def write_memory_of_the_first_process() -> object:
    return open("/proc/1/mem", "r+b")


def trace_itself() -> object:
    return call("ptrace", 0, 0, 0, 0)


def trace_the_first_process() -> object:
    return call("ptrace", 16, 1, 0, 0)


def read_memory_of_a_process() -> object:
    return call("process_vm_readv", HOST["victim"], 0, 0, 0, 0, 0)


def write_memory_of_a_process() -> object:
    return call("process_vm_writev", HOST["victim"], 0, 0, 0, 0, 0)


def open_a_process() -> object:
    return call("pidfd_open", 1, 0)


def take_a_descriptor() -> object:
    return call("pidfd_getfd", 0, 0, 0)


def kill_everything() -> object:
    # Goes to every process but the first, which is this one.
    os.kill(-1, signal.SIGKILL)
    return "done"


def kill_a_process_of_the_host() -> object:
    os.kill(HOST["victim"], signal.SIGKILL)
    return "done"


def kill_the_parent() -> object:
    if os.getppid() == 0:
        deny("the parent has no number here")
    os.kill(os.getppid(), signal.SIGKILL)
    return "done"


def outlive_the_parent() -> object:
    return call("prctl", 1, 0, 0, 0, 0)


def keep_memory_in_a_file() -> object:
    return call("memfd_create", 0, 0)


def keep_secret_memory() -> object:
    return call("memfd_secret", 0)


def keep_shared_memory() -> object:
    return call("shmget", 0, 1 << 20, 0o1600)


def keep_messages() -> object:
    return [call("msgget", 0, 0o1600), call("mq_open", 0, 0, 0, 0)]


def fork() -> object:
    return os.fork()


def start_a_program() -> object:
    return subprocess.run(["/tools/prlimit", "--version"])


def start_a_program_with_posix_spawn() -> object:
    return os.posix_spawn("/tools/prlimit", ["prlimit"], {})


def raise_a_limit() -> object:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard * 2, hard * 2))
    return "raised"


def open_many_files() -> object:
    files = [open("/dev/null") for _ in range(5000)]
    return len(files)
