"""How the app runs in a terminal: keys in their order, safe lines, few pauses."""
