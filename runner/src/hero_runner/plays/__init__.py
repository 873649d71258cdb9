"""Run flows as plays: a process for the flow, and one that watches it."""
