"""Lines of therapy: their numbers, their reasons and their parts."""
