"""What the screen of one patient shows, computed from the case."""
