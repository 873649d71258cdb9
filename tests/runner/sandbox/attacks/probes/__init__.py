"""What attacks do inside of the sandbox: the text of these modules is run there."""
