"""Measure what the generator and the generated clients cost; never timed tests."""
