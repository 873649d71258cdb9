"""Build, check and index all distributions: `python -m release [FOLDER]`.

Exit codes: 0 built; 1 a check found something, which is shown.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from release.build import build_members
from release.simple_index import write_index

ROOT = Path(__file__).parents[1]


def main(output: Path) -> int:
    """Fill a folder with distributions and their index; return the exit code."""
    built = build_members(ROOT, output)
    files = [path for pair in built.values() for path in pair]
    checks = [["twine", "--no-color", "check", "--strict", *map(str, files)]]
    checks += [_contents_check(folder, wheel) for folder, (wheel, _) in built.items()]
    for check in checks:
        command = [sys.executable, "-m", *check]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
            return 1
    write_index(output, files)
    print(f"{len(built)} wheels and {len(built)} sdists in {output}")
    return 0


def _contents_check(folder: Path, wheel: Path) -> list[str]:
    """Return the command that compares a wheel with the sources of its member.

    Two files of one content (W002) are a matter of the sources: views of one package
    for different readers each have a marker.
    """
    options = ["--no-config", "--ignore", "W002", "--src-dir", str(folder / "src")]
    return ["check_wheel_contents", *options, str(wheel)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"))
