"""What entering a case needs besides screens: pure functions over forms and texts."""
