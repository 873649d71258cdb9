"""Write artifacts; the only module that writes or deletes below the output folder.

A new tree is written beside the old one and takes its place in one step, so that a
kill at any moment leaves the old tree or the new one. Nothing is flushed to the disk:
what a power cut may lose, the digests in the lock miss and the next run writes again.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from hero_generator.freshness import is_ours, read_artifact

_STAGING = ".staging-"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class NotOurs(Exception):
    """Say that a folder in the way carries no lock of ours, so it is not touched."""


def stage(output: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Write a whole artifact into a folder beside its place and return that folder."""
    staged = output / f"{_STAGING}{name}-{os.getpid()}"
    shutil.rmtree(staged, ignore_errors=True)
    for path, data in files.items():
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return staged


def publish(staged: Path, target: Path) -> None:
    """Put a staged artifact in its place in one step and remove the old one.

    Raises NotOurs if something without our lock stands there.
    """
    refuse_foreign(target)
    if not target.exists():
        staged.rename(target)
        return
    if not _exchange(staged, target):
        _replace(staged, target)
        return
    shutil.rmtree(staged)


def refuse_foreign(target: Path) -> None:
    """Raise NotOurs if a folder that we did not write stands at a place."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotOurs(str(target))
    if target.is_dir() and any(target.iterdir()) and not is_ours(read_artifact(target)):
        raise NotOurs(str(target))


def remove(target: Path) -> None:
    """Remove an artifact that no manifest entry stands for any more."""
    refuse_foreign(target)
    grave = target.with_name(f"{_STAGING}{target.name}-{os.getpid()}")
    target.rename(grave)
    shutil.rmtree(grave)


def write_file(path: Path, data: bytes) -> None:
    """Write one file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{_STAGING}{path.name}-{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)


def clear_staging(output: Path) -> None:
    """Remove what killed runs have left behind; a running one is left alone."""
    for leftover in output.glob(f"{_STAGING}*"):
        process = leftover.name.rpartition("-")[2]
        if process.isdigit() and _is_running(int(process)):
            continue
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def _replace(staged: Path, target: Path) -> None:
    """Swap with two renames, where the system cannot exchange two folders at once."""
    grave = staged.with_name(f"{staged.name}.old")
    target.rename(grave)
    try:
        staged.rename(target)
    except OSError:
        grave.rename(target)
        raise
    shutil.rmtree(grave)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders atomically (Linux renameat2), or tell that it cannot be."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(
        _AT_FDCWD,
        os.fsencode(first),
        _AT_FDCWD,
        os.fsencode(second),
        _RENAME_EXCHANGE,
    )
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM):
        return False
    raise OSError(code, os.strerror(code), str(second))


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
