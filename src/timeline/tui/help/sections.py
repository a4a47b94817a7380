"""What a help page is made of: sections of names and what they mean."""

Pairs = tuple[tuple[str, str], ...]
"""Names, and what each means."""
Mark = tuple[str, str, str]
"""A glyph, what it means, and the role of its ink."""
Marks = tuple[Mark, ...]
Sections = tuple[tuple[str, Pairs | Marks], ...]
"""Title of each section, and what it explains."""


def on_screen(marks: Marks) -> Sections:
    """The section that comes first: the marks on the screen; none without any."""
    return (("On this screen", marks),) if marks else ()
