"""Tests of hero-runtime, with real servers on Unix sockets and TCP ports."""
