"""Run plays so that a finished step is never run again."""
