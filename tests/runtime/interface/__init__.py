"""Tests of hero_runtime.interface."""
