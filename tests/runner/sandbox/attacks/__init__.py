"""Attacks on the sandbox: each is denied or bounded, and the host is unharmed."""
