"""What authors of flows write with; without a runner all of it does nothing."""
