"""The built-in flows."""
