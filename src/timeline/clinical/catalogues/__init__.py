"""Drugs, regimens, trials and names, as the sources print them; data/*.csv."""
