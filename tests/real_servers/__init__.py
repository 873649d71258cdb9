"""Call servers that others wrote, started here by the tests."""
