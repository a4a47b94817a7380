"""The picture of a cohort: one row for each patient, in days."""
