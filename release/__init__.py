"""Build every distribution of the workspace, check what was built, and index it."""
