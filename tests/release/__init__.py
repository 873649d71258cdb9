"""Tests of building and indexing the distributions."""
