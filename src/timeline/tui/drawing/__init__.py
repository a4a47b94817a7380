"""The swimlane in terminal cells, as pure functions that know no app."""
