"""Tests of the example services and of the documents in `specs/`."""
