"""Tell from how a process ended what happened to its script."""

import os
import signal

from hero_runner.sandbox.capture import Watched
from hero_runner.sandbox.limits import Limits
from hero_runner.sandbox.outcome import Isolation, Outcome, Status

# How shells and bubblewrap report a process that a signal ended.
_SIGNALLED = 128


def judge(
    watched: Watched, limits: Limits, isolation: Isolation, knows_usage: bool
) -> Outcome:
    """Return the outcome of a run that was started.

    `knows_usage`: whether what the process used is what the script used.
    """
    code = _read_exit_code(watched)
    status, reason = _find_status(watched, limits, code)
    is_whole = watched.stop is None
    is_known = is_whole and knows_usage
    return Outcome(
        status=status,
        reason=reason,
        exit_code=code if is_whole else None,
        out=watched.out.stream(),
        err=watched.err.stream(),
        duration_ms=watched.seconds * 1000,
        cpu_ms=watched.cpu_seconds * 1000 if is_known else None,
        peak_bytes=watched.peak_bytes if is_known else None,
        isolation=isolation,
    )


def _read_exit_code(watched: Watched) -> int:
    code = os.waitstatus_to_exitcode(watched.wait_status)
    return _SIGNALLED - code if code < 0 else code


def _find_status(watched: Watched, limits: Limits, code: int) -> tuple[Status, str]:
    if watched.stop is not None:
        return _explain_stop(watched, limits)
    if max(watched.out.size, watched.err.size) > limits.output_bytes:
        return _explain_output(limits)
    if code == 0:
        return "done", "the script ended with exit code 0"
    if _used_all_time(watched, limits, code):
        return (
            "timed_out",
            f"killed after {limits.cpu_seconds} s of processor time: let it do less, "
            "or raise the limit",
        )
    if _says_memory_error(watched):
        return (
            "out_of_memory",
            f"the script wanted more than {limits.memory_bytes} bytes of memory",
        )
    if code > _SIGNALLED:
        return "killed", f"ended by signal {_name_signal(code - _SIGNALLED)}"
    return "failed", f"the script ended with exit code {code}"


def _explain_stop(watched: Watched, limits: Limits) -> tuple[Status, str]:
    if watched.stop == "time":
        seconds = f"{limits.wall_seconds:g} s"
        return (
            "timed_out",
            f"killed after {seconds}: let it do less, or raise the limit",
        )
    if watched.stop == "disk":
        return (
            "disk_limit",
            f"killed with more than {limits.disk_files} files in its working folder",
        )
    return _explain_output(limits)


def _explain_output(limits: Limits) -> tuple[Status, str]:
    return (
        "output_limit",
        f"ended with more than {limits.output_bytes} bytes written to one stream",
    )


def _used_all_time(watched: Watched, limits: Limits, code: int) -> bool:
    if code == _SIGNALLED + signal.SIGXCPU:
        return True
    # The first process of a namespace does not get that signal, but the next one.
    was_killed = code == _SIGNALLED + signal.SIGKILL
    return was_killed and watched.cpu_seconds > limits.cpu_seconds


def _says_memory_error(watched: Watched) -> bool:
    lines = watched.err.stream().text.rstrip().splitlines()
    return bool(lines) and lines[-1].startswith("MemoryError")


def _name_signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
