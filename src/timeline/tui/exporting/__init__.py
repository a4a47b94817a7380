"""What the export dialog offers, plans and writes; no screen is in here."""
