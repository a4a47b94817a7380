"""Widgets that draw frozen values and say what the person did."""
