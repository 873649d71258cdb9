"""Run the `hero-runner` command as `python -m hero_runner`."""

from hero_runner.cli import main

if __name__ == "__main__":
    main()
