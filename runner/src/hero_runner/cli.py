"""The `hero-runner` command: options in, exit code out, no logic."""

import click


@click.group()
@click.version_option(package_name="hero-runner")
def main() -> None:
    """Play flows written against generated clients.

    There are no commands yet.
    """
