"""Start the stand-in: `python -m hero_proc`, or run its folder."""

import sys
from pathlib import Path


def main() -> int:
    """Run the stand-in with the arguments of the command line."""
    # Run as a folder, Python puts this folder on the path, not the one that holds
    # the packages.
    services = str(Path(__file__).resolve().parent.parent)
    if services not in sys.path:
        sys.path.insert(0, services)

    from hero_proc.service import STAND_IN
    from hero_service.stand_in import run_stand_in

    return run_stand_in(STAND_IN, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
