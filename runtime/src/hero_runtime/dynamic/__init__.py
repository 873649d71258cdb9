"""Make clients from the document that a running service shows, for notebooks."""
