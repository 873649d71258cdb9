"""Tests of `hero_runner.registering` and its command."""
