"""Finding and searching flows."""
