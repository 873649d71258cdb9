"""Assemble the filter of system calls that a script runs under.

A seccomp filter is a program in classic BPF (`linux/filter.h`) over the number, the
processor and the arguments of a call (`struct seccomp_data`). Everything is allowed
but what lets a script make processes, leave its namespaces, look into other processes,
open a network socket, or use memory that no limit counts.
"""

import errno
import struct
from dataclasses import dataclass
from typing import Final, Literal

from hero_runner.sandbox.system_calls import PROCESSORS, Processor

_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_IF_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_IF_ANY_BIT: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K

_ALLOW: Final = 0x7FFF0000
_KILL_PROCESS: Final = 0x80000000
_ERROR: Final = 0x00050000

# Offsets in `struct seccomp_data`; of arguments, the low half is looked at, which is
# all that the kernel takes of a domain, a request or the flags of `clone`.
_NUMBER: Final = 0
_PROCESSOR: Final = 4
_FIRST_ARGUMENT: Final = 16
_SECOND_ARGUMENT: Final = 24

_AF_UNIX: Final = 1
_CLONE_THREAD: Final = 0x00010000
# Put characters into a terminal, or change what one does.
_TERMINAL_REQUESTS: Final = (0x5412, 0x541C, 0x5423)  # TIOCSTI, TIOCLINUX, TIOCSETD

# A script may not outlive its parent: the signal it gets then stays what it is.
_SET_PARENT_DEATH_SIGNAL: Final = 1
_SIGKILL: Final = 9

_Label = Literal[
    "next", "allow", "deny", "absent", "kill", "clone", "socket", "ioctl", "prctl"
]


@dataclass(frozen=True, slots=True)
class _Line:
    """Hold one instruction; a jump names where it leads."""

    code: int
    value: int
    then: _Label = "next"
    otherwise: _Label = "next"
    label: _Label | None = None


def build_filter(machine: str) -> bytes:
    """Return the program for a processor, as the kernel takes it.

    Raises `KeyError` for a processor whose numbers are not known.
    """
    return _assemble(_build_lines(PROCESSORS[machine]))


def _build_lines(processor: Processor) -> list[_Line]:
    foreign = processor.foreign_from
    return [
        _Line(_LOAD, _PROCESSOR),
        _Line(_IF_EQUAL, processor.audit_architecture, otherwise="kill"),
        _Line(_LOAD, _NUMBER),
        *([] if foreign is None else [_Line(_IF_AT_LEAST, foreign, then="deny")]),
        # The C library falls back to `clone`, whose flags can be looked at.
        _Line(_IF_EQUAL, processor.clone3, then="absent"),
        _Line(_IF_EQUAL, processor.clone, then="clone"),
        *(_Line(_IF_EQUAL, number, then="socket") for number in processor.socket),
        _Line(_IF_EQUAL, processor.ioctl, then="ioctl"),
        _Line(_IF_EQUAL, processor.prctl, then="prctl"),
        *(_Line(_IF_EQUAL, number, then="deny") for number in processor.denied),
        _Line(_RETURN, _ALLOW),
        _Line(_LOAD, _FIRST_ARGUMENT, label="clone"),
        _Line(_IF_ANY_BIT, _CLONE_THREAD, then="allow", otherwise="deny"),
        _Line(_LOAD, _FIRST_ARGUMENT, label="socket"),
        _Line(_IF_EQUAL, _AF_UNIX, then="allow", otherwise="deny"),
        _Line(_LOAD, _FIRST_ARGUMENT, label="prctl"),
        _Line(_IF_EQUAL, _SET_PARENT_DEATH_SIGNAL, otherwise="allow"),
        _Line(_LOAD, _SECOND_ARGUMENT),
        _Line(_IF_EQUAL, _SIGKILL, then="allow", otherwise="deny"),
        _Line(_LOAD, _SECOND_ARGUMENT, label="ioctl"),
        *(_Line(_IF_EQUAL, one, then="deny") for one in _TERMINAL_REQUESTS),
        _Line(_RETURN, _ALLOW, label="allow"),
        _Line(_RETURN, _ERROR | errno.EPERM, label="deny"),
        _Line(_RETURN, _ERROR | errno.ENOSYS, label="absent"),
        _Line(_RETURN, _KILL_PROCESS, label="kill"),
    ]


def _assemble(lines: list[_Line]) -> bytes:
    """Write the lines; BPF jumps forward only, by at most 255 instructions."""
    places = {line.label: place for place, line in enumerate(lines) if line.label}

    def distance(place: int, label: _Label) -> int:
        return 0 if label == "next" else places[label] - place - 1

    return b"".join(
        struct.pack(
            "=HBBI",
            line.code,
            distance(place, line.then),
            distance(place, line.otherwise),
            line.value,
        )
        for place, line in enumerate(lines)
    )
