"""Stand in for hero_aibroker: forward chats to an endpoint, or play a recording."""
