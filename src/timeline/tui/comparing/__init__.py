"""Two courses on one axis: pure functions that know no app."""
