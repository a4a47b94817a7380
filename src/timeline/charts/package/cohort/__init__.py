"""The figure package of a cohort, de-identified as that of one patient is."""
