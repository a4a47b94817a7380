"""The picture of a cohort in terminal cells: pure functions that know no app."""
