"""Tests of hero-runner."""
