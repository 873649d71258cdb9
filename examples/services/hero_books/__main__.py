"""Start the service: `python -m hero_books`, or run its folder."""

import sys
from pathlib import Path


def main() -> int:
    """Run the service with the arguments of the command line."""
    # Run as a folder, Python puts this folder on the path, not the one that holds
    # the packages.
    services = str(Path(__file__).resolve().parent.parent)
    if services not in sys.path:
        sys.path.insert(0, services)

    from hero_books.service import SERVICE
    from hero_service.cli import run_service

    return run_service(SERVICE, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
