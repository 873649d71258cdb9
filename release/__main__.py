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
    files = [str(path) for path in built]
    wheels = [name for name in files if name.endswith(".whl")]
    checks = (
        ["-m", "twine", "--no-color", "check", "--strict", *files],
        ["-m", "check_wheel_contents", "--no-config", *wheels],
    )
    for check in checks:
        done = subprocess.run([sys.executable, *check], capture_output=True, text=True)
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
            return 1
    write_index(output, built)
    print(f"{len(wheels)} wheels and {len(files) - len(wheels)} sdists in {output}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"))
