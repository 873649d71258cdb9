"""Turn OpenRPC documents into typed, pip-installable Python clients at build time."""

__version__ = "0.1.0"
