"""Share what both example services need: sockets, HTTP routes, dispatch, document."""
