"""What authors write with."""
