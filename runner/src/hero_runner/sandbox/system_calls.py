"""Number the system calls that no script may make, for each processor.

Sources: `arch/x86/entry/syscalls/syscall_64.tbl` and
`include/uapi/asm-generic/unistd.h` of Linux.
"""

from dataclasses import dataclass
from typing import Final

# From 424 on, every processor has the same numbers.
_SHARED: Final = {
    **{"pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426},
    **{"io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430},
    **{"fsconfig": 431, "fsmount": 432, "fspick": 433, "pidfd_open": 434},
    **{"pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442},
    **{"quotactl_fd": 443, "memfd_secret": 447, "process_mrelease": 448},
    **{"set_mempolicy_home_node": 450, "statmount": 457, "listmount": 458},
    **{"open_tree_attr": 467},
}

_X86_64: Final = {
    **{"shmget": 29, "shmat": 30, "shmctl": 31, "fork": 57, "vfork": 58},
    **{"semget": 64, "semop": 65, "semctl": 66, "shmdt": 67, "msgget": 68},
    **{"msgsnd": 69, "msgrcv": 70, "msgctl": 71, "ptrace": 101, "syslog": 103},
    **{"uselib": 134, "personality": 135, "ustat": 136, "sysfs": 139, "vhangup": 153},
    **{"modify_ldt": 154, "pivot_root": 155, "_sysctl": 156, "adjtimex": 159},
    **{"chroot": 161, "sync": 162, "acct": 163, "settimeofday": 164, "mount": 165},
    **{"umount2": 166, "swapon": 167, "swapoff": 168, "reboot": 169},
    **{"sethostname": 170, "setdomainname": 171, "iopl": 172, "ioperm": 173},
    **{"create_module": 174, "init_module": 175, "delete_module": 176},
    **{"quotactl": 179, "nfsservctl": 180, "lookup_dcookie": 212, "semtimedop": 220},
    **{"clock_settime": 227, "mbind": 237, "set_mempolicy": 238, "mq_open": 240},
    **{"kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250},
    **{"migrate_pages": 256, "unshare": 272, "vmsplice": 278, "move_pages": 279},
    **{"perf_event_open": 298, "fanotify_init": 300, "fanotify_mark": 301},
    **{"name_to_handle_at": 303, "open_by_handle_at": 304, "clock_adjtime": 305},
    **{"syncfs": 306, "setns": 308, "process_vm_readv": 310},
    **{"process_vm_writev": 311, "kcmp": 312, "finit_module": 313, "seccomp": 317},
    **{"memfd_create": 319, "kexec_file_load": 320, "bpf": 321, "userfaultfd": 323},
}

_AARCH64: Final = {
    **{"lookup_dcookie": 18, "umount2": 39, "mount": 40, "pivot_root": 41},
    **{"nfsservctl": 42, "chroot": 51, "vhangup": 58, "quotactl": 60, "vmsplice": 75},
    **{"sync": 81, "acct": 89, "personality": 92, "unshare": 97, "kexec_load": 104},
    **{"init_module": 105, "delete_module": 106, "clock_settime": 112, "syslog": 116},
    **{"ptrace": 117, "reboot": 142, "sethostname": 161, "setdomainname": 162},
    **{"settimeofday": 170, "adjtimex": 171, "mq_open": 180, "msgget": 186},
    **{"msgctl": 187, "msgrcv": 188, "msgsnd": 189, "semget": 190, "semctl": 191},
    **{"semtimedop": 192, "semop": 193, "shmget": 194, "shmctl": 195, "shmat": 196},
    **{"shmdt": 197, "add_key": 217, "request_key": 218, "keyctl": 219},
    **{"swapon": 224, "swapoff": 225, "mbind": 235, "set_mempolicy": 237},
    **{"migrate_pages": 238, "move_pages": 239, "perf_event_open": 241},
    **{"fanotify_init": 262, "fanotify_mark": 263, "name_to_handle_at": 264},
    **{"open_by_handle_at": 265, "clock_adjtime": 266, "syncfs": 267, "setns": 268},
    **{"process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272},
    **{"finit_module": 273, "seccomp": 277, "memfd_create": 279, "bpf": 280},
    **{"userfaultfd": 282, "kexec_file_load": 294},
}


@dataclass(frozen=True, slots=True)
class Processor:
    """Hold the numbers of one kind of processor."""

    audit_architecture: int
    """What the kernel calls it in `struct seccomp_data`; see `linux/audit.h`."""
    denied: tuple[int, ...]
    clone: int
    socket: tuple[int, int]
    """`socket` and `socketpair`."""
    ioctl: int
    prctl: int
    clone3: int = 435
    foreign_from: int | None = None
    """First number of calls of another form (x32) on the same processor."""


PROCESSORS: Final = {
    "x86_64": Processor(
        audit_architecture=0xC000003E,
        denied=tuple(sorted({**_X86_64, **_SHARED}.values())),
        clone=56,
        socket=(41, 53),
        ioctl=16,
        prctl=157,
        foreign_from=0x40000000,
    ),
    "aarch64": Processor(
        audit_architecture=0xC00000B7,
        denied=tuple(sorted({**_AARCH64, **_SHARED}.values())),
        clone=220,
        socket=(198, 199),
        ioctl=29,
        prctl=167,
    ),
}
"""By the name that `os.uname().machine` gives."""

NUMBERS: Final = {
    "x86_64": {**_X86_64, **_SHARED},
    "aarch64": {**_AARCH64, **_SHARED},
}
"""Name to number of the denied calls."""
