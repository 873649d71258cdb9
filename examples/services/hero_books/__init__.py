"""A small library service: books in workspaces, their pages, full text search."""
