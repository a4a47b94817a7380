"""Everything that goes with a figure to a journal, de-identified unless told not to."""
