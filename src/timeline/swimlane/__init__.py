"""The picture before any renderer: lanes, bars and marks in days and rows."""
