"""The picture of a cohort for print, with the survival curve beneath it."""
