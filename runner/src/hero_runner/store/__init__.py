"""Keep plays, their spans and the results of their steps in one SQLite file."""
