"""Stand in for hero_router: say which services listen in the socket folder."""
