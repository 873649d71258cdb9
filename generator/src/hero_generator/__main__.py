"""Run the command with `python -m hero_generator`."""

from hero_generator.cli import main

main()
