"""Play flows written against generated clients; never generate anything."""
