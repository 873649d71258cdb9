"""Read files as they are in a revision; the only module that runs git."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from hero_generator.diagnostics import Diagnostic, error

SECONDS = 60


class GitFailed(Exception):
    """Say that git could not be asked, or did not answer."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Hold one commit and the folder that paths are relative to."""

    folder: Path
    commit: str

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; nothing if the commit does not have it."""
        done = _run(self.folder, "cat-file", "blob", f"{self.commit}:./{path}")
        return done.stdout if done.returncode == 0 else None

    def list_files(self, folder: str) -> list[str]:
        """Return the paths of all files below a folder."""
        arguments = ("ls-tree", "-r", "-z", "--name-only", self.commit, f"{folder}/")
        done = _run(self.folder, *arguments)
        return [path for path in done.stdout.decode().split("\0") if path]


def find_revision(
    folder: Path, name: str
) -> tuple[Revision | None, tuple[Diagnostic, ...]]:
    """Return the commit that a revision such as `HEAD` or `origin/main` means."""
    try:
        done = _run(
            *(folder, "rev-parse", "--verify", "--quiet", "--end-of-options"),
            f"{name}^{{commit}}",
        )
    except GitFailed as failure:
        hint = "Install git, and run inside the repository of the specs."
        return None, (error("git", str(folder), "", str(failure), hint),)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        message = said or f"git knows no revision {name!r}"
        hint = "Name a commit, branch or tag; in CI, fetch the branch to compare with."
        return None, (error("git-revision", str(folder), "", message, hint),)
    return Revision(folder, done.stdout.decode().strip()), ()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise GitFailed("there is no git command") from None
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise GitFailed(f"git failed: {failure}") from failure
