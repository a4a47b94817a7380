"""Endpoints as ranges: survival, progression, response, time on treatment."""
