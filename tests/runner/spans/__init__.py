"""How spans are sent, collected and exported."""
