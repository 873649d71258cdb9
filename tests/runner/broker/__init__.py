"""Tests of the broker, with real sockets on both of its sides."""
