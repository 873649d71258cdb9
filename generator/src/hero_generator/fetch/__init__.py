"""Fetch documents from services, commands and files; the only code with a network."""
