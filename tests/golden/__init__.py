"""The shape of the output: a directory holds a document and what must come of it."""
