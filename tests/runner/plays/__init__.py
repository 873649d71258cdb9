"""How a play runs."""
