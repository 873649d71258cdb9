"""Tests of the runner, laid out as its packages are."""
