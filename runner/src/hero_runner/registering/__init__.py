"""Describe a flow to hero_proc as an action, and a play that is kept as a service."""
