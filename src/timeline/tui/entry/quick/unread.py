"""A line of quick entry, and which part of it no field has taken yet.

A reader takes phrases out of the line, one for each field. What is left when it is done
is what was not understood; nothing can be lost on the way.
"""

import re

from timeline.case.plain_signs import plain_signs

GAP = "\ue000"
"""Stands where a phrase was taken: no letter, no blank, and nobody types it."""
_SIGNS = str.maketrans(
    {
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{ZERO WIDTH SPACE}": "",
        "\N{ZERO WIDTH NO-BREAK SPACE}": "",
        GAP: "\N{REPLACEMENT CHARACTER}",
    }
)
"""What a word processor writes instead of the plain sign."""
_NAME = re.compile(r"\w(?:[\w .'/+-]*\w)?")
_BEFORE = rf"(?<![^\s{GAP},;:(\[/])"
_AFTER = rf"(?![^\s{GAP},;:.)\]/])(?![.,]\d)"
_EDGES = " ,;:.()[]/"
_DASHES = re.compile(r"(?:^|(?<=[\s,;(]))[-\N{EN DASH}]+(?=[\s,;)]|$)")
"""Signs between phrases, which say nothing by themselves."""


def plain(line: str) -> str:
    """A line with the plain sign for each that a word processor makes of it."""
    return plain_signs(line.translate(_SIGNS))


def is_name(text: str) -> bool:
    """Whether a text has no sign but those of a name: `~CEA` and `GP?` have others.

    Catalogues find a name whatever signs stand in it.
    """
    return _NAME.fullmatch(text) is not None


def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, in any case of letters.

    A sign that belongs to a word, such as the mark in `PD?`, makes another word of it.
    """
    return re.compile(rf"{_BEFORE}(?:{pattern}){_AFTER}", re.IGNORECASE)


class Unread:
    """What of a line no field has taken yet; every phrase keeps its place."""

    def __init__(self, text: str) -> None:
        """Begin with all of a line, as `plain` gives it."""
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first phrase of a pattern out; None where there is none."""
        match = pattern.search(self.text)
        if match:
            self.cut(*match.span())
        return match

    def only(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take a phrase out if it is the only one: two of a kind contradict."""
        matches = list(pattern.finditer(self.text))
        return self.take(pattern) if len(matches) == 1 else None

    def cut(self, start: int, end: int) -> None:
        """Take the text between two places out."""
        self.text = self.text[:start] + GAP * (end - start) + self.text[end:]

    @property
    def left_over(self) -> str:
        """What no field has taken, in its order."""
        parts = (_DASHES.sub("", p).strip(_EDGES) for p in self.text.split(GAP))
        return " ".join(part for part in parts if part)
