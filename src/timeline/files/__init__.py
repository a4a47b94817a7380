"""Files and folders that have their name only when they are whole."""
