"""The fixed words of a picture, in one table with a column for each language."""
