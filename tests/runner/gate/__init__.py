"""Tests of the gate: what it refuses, what it lets pass, and that nothing runs."""
