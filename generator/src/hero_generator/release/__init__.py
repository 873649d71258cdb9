"""Decide the next version of a package from what changed in its interface."""
