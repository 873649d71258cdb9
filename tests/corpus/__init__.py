"""Tests over real documents by others, which this repository does not hold."""
