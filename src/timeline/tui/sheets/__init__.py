"""The clinician's tables as frozen values, made from a review and free of any app."""
