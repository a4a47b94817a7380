"""Open questions on the data of one case."""
