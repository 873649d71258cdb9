"""Use what the kernel offers to few: group 7."""

import ctypes
import os
import platform
import signal
import socket

from tests.runner.sandbox.attacks.probes.prelude import call, deny


def make_a_user_namespace() -> object:
    return call("unshare", 0x10000000)


def make_a_namespace_with_clone() -> object:
    return call("clone", 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0)


def make_a_namespace_with_clone3() -> object:
    return call("clone3", 0, 0)


def mount_something() -> object:
    return call("mount", 0, 0, 0, 0, 0)


def mount_in_the_new_way() -> object:
    return [call("fsopen", 0, 0), call("open_tree", -100, 0, 0)]


def move_a_mount() -> object:
    return call("move_mount", 0, 0, 0, 0, 0)


def pivot_the_root() -> object:
    return call("pivot_root", 0, 0)


def change_the_root() -> object:
    os.chroot("/scratch")
    return "done"


def enter_a_namespace() -> object:
    return call("setns", 0, 0)


def use_keys() -> object:
    return call("keyctl", 0, -3, 1)


def add_a_key() -> object:
    return call("add_key", 0, 0, 0, 0, 0)


def load_bpf() -> object:
    return call("bpf", 0, 0, 0)


def use_io_uring() -> object:
    return call("io_uring_setup", 8, ctypes.addressof((ctypes.c_char * 240)()))


def use_userfaultfd() -> object:
    return call("userfaultfd", 1)


def watch_performance() -> object:
    return call("perf_event_open", 0, 0, -1, -1, 0)


def load_another_kernel() -> object:
    return call("kexec_load", 0, 0, 0, 0)


def load_a_module() -> object:
    return call("init_module", 0, 0, 0)


def change_personality() -> object:
    return call("personality", 0x0040000)


def use_calls_of_the_other_form() -> object:
    if platform.machine() != "x86_64":
        deny("there is none on this processor")
    return call(0x40000000 + 39)


def open_by_handle() -> object:
    return call("open_by_handle_at", -100, 0, 0)


def read_the_kernel_log() -> object:
    return call("syslog", 3, 0, 0)


def set_the_clock() -> object:
    return call("settimeofday", 0, 0)


def rename_the_host() -> object:
    socket.sethostname("owned")
    return "done"


def filter_calls() -> object:
    return call("seccomp", 1, 0, 0)


def type_into_a_terminal() -> object:
    return call("ioctl", 0, 0x5412, 0)


def type_into_a_terminal_with_a_high_bit() -> object:
    return call("ioctl", 0, (1 << 32) | 0x5412, 0)


def paste_into_a_console() -> object:
    return call("ioctl", 0, 0x541C, 0)


def swap() -> object:
    return call("swapon", 0, 0)


def restart_the_machine() -> object:
    return call("reboot", 0, 0, 0, 0)
