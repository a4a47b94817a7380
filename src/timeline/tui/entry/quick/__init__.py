"""Quick entry: one typed line, read into filled forms, and what was not understood."""
