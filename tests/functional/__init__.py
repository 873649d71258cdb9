"""Tiny documents: generated, imported and called over a real socket."""
