"""The fixtures of the runner's tests."""

from tests.runner.conftest import launcher, workbench

__all__ = ["launcher", "workbench"]
