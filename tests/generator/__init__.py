"""The generator: from bad input to what a kill leaves behind."""
