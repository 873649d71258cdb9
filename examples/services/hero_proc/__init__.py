"""Stand in for hero_proc: run commands as jobs, keep their logs, start them again.

What it does and what it leaves out is in README.md beside this file.
"""
