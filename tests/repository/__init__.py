"""The rules of the house, checked over everything that is kept by hand."""
