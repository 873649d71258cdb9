"""The filter of system calls says what it should, on every known processor."""

from __future__ import annotations

import struct
from functools import cache

import pytest

from hero_runner.sandbox.seccomp import build_filter
from hero_runner.sandbox.system_calls import NUMBERS, PROCESSORS

ALLOW = 0x7FFF0000
KILL = 0x80000000
EPERM = 0x00050001
ENOSYS = 0x00050026

UNIX, INET, NETLINK = 1, 2, 16


@cache
def read_program(machine: str) -> list[tuple[int, ...]]:
    """Return the instructions of a filter."""
    return list(struct.iter_unpack("=HBBI", build_filter(machine)))


def decide(
    machine: str, number: int, *arguments: int, architecture: int | None = None
) -> int:
    """Run the filter as the kernel does and return what it says of a call."""
    audit = PROCESSORS[machine].audit_architecture
    padded = (*arguments, *(0 for _ in range(6 - len(arguments))))
    data = struct.pack(
        "<IIQ6Q", number, audit if architecture is None else architecture, 0, *padded
    )
    program = read_program(machine)
    place, accumulator = 0, 0
    while True:
        code, then, otherwise, value = program[place]
        place += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif code == 0x06:
            return int(value)
        else:
            met = {
                0x15: accumulator == value,
                0x35: accumulator >= value,
                0x45: bool(accumulator & value),
            }[code]
            place += then if met else otherwise


@pytest.mark.parametrize("machine", PROCESSORS)
def test_every_denied_call_is_an_error(machine: str) -> None:
    for number in NUMBERS[machine].values():
        assert decide(machine, number) == EPERM


@pytest.mark.parametrize("machine", PROCESSORS)
def test_threads_are_made_and_processes_are_not(machine: str) -> None:
    clone = PROCESSORS[machine].clone
    assert decide(machine, clone, 0x003D0F00) == ALLOW
    assert decide(machine, clone, 0x01200011) == EPERM
    # The high half of the flags does not make a thread of it.
    assert decide(machine, clone, 0x00010000 << 32) == EPERM
    assert decide(machine, 435) == ENOSYS


@pytest.mark.parametrize("machine", PROCESSORS)
def test_sockets_are_those_of_this_machine(machine: str) -> None:
    for number in PROCESSORS[machine].socket:
        assert decide(machine, number, UNIX) == ALLOW
        assert decide(machine, number, INET) == EPERM
        assert decide(machine, number, NETLINK) == EPERM
        # The kernel takes the low half alone, and so must the filter.
        assert decide(machine, number, (1 << 32) | INET) == EPERM


@pytest.mark.parametrize("machine", PROCESSORS)
def test_terminals_are_not_written_to_from_behind(machine: str) -> None:
    ioctl = PROCESSORS[machine].ioctl
    assert decide(machine, ioctl, 0, 0x5401) == ALLOW
    for request in (0x5412, 0x541C, 0x5423):
        assert decide(machine, ioctl, 0, request) == EPERM
        assert decide(machine, ioctl, 0, (1 << 32) | request) == EPERM


@pytest.mark.parametrize("machine", PROCESSORS)
def test_dying_with_the_parent_cannot_be_undone(machine: str) -> None:
    prctl = PROCESSORS[machine].prctl
    assert decide(machine, prctl, 1, 9) == ALLOW
    assert decide(machine, prctl, 1, 0) == EPERM
    assert decide(machine, prctl, 15, 0) == ALLOW


@pytest.mark.parametrize("machine", PROCESSORS)
def test_calls_of_another_architecture_end_the_process(machine: str) -> None:
    assert decide(machine, 0, architecture=0x40000003) == KILL


def test_calls_of_the_other_form_are_an_error() -> None:
    assert decide("x86_64", 0x40000000 + 57) == EPERM


def test_ordinary_calls_pass() -> None:
    assert [decide("x86_64", number) for number in (0, 1, 9, 59, 202, 231)] == [
        ALLOW
    ] * 6
