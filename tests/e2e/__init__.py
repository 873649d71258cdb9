"""Tests with real processes, from a user's side."""
