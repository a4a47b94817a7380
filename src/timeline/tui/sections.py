"""What a help page is made of: sections of names and what they mean."""

Pairs = tuple[tuple[str, str], ...]
"""Names, and what each means."""
Marks = tuple[tuple[str, str, str], ...]
"""Glyphs, what each means, and the role of its ink."""
Sections = tuple[tuple[str, Pairs | Marks], ...]
"""Title of each section, and what it explains."""
