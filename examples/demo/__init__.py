"""Show the agent at work on example services, and prove what it did."""
