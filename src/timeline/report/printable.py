"""Texts in the letters that the font of a PDF has.

A report is not refused for one letter: what cannot be printed stands as its code point,
which everybody can look up.
"""

import re
from dataclasses import replace
from functools import cache

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.charts.print.faces import MM_PER_POINT, Face, missing, width

BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a line may end although there is no blank."""
_WIDEST = 1.02
"""Width of the widest letter in font sizes."""


def printable(text: str) -> str:
    """The text with every letter that the font lacks as `[U+6F22]`."""
    return text if text.isascii() else "".join(map(_letter, text))


@cache
def _letter(character: str) -> str:
    return f"[U+{ord(character):04X}]" if missing(character) else character


def breakable(text: str, room: float, points: float) -> str:
    """The text with places to break each word that is wider than a line.

    Args:
        text: What is printed.
        room: Width of a line in millimetres.
        points: Font size in points.
    """
    surely = max(1, int(room / (points * MM_PER_POINT * _WIDEST)))
    if len(text) <= surely:
        return text
    return re.sub(
        rf"\S{{{surely + 1},}}", lambda word: _cut(word[0], room, points), text
    )


def _cut(word: str, room: float, points: float) -> str:
    parts, line = [], 0.0
    for letter in word:
        wide = width(letter, points, Face.BOLD)
        if line + wide > room:
            parts.append(BREAK)
            line = 0.0
        parts.append(letter)
        line += wide
    return "".join(parts)


def printable_case(case: Case) -> Case:
    """The case with every text in letters that can be printed."""
    return Case.of(
        map(_printable_entry, case.entries),
        coarsened=case.coarsened,
        uncollected={
            record_id: replace(source, source=printable(source.source))
            for record_id, source in case.uncollected.items()
        },
    )


def _printable_entry(entry: Entry) -> Entry:
    changed = {
        name: new
        for name, value in entry.values().items()
        if (new := _printable_value(value)) != value
    }
    # not validated again: a code point may make a text longer than its field allows
    return entry.model_copy(update=changed) if changed else entry


def _printable_value(value: object) -> object:
    if type(value) is str:
        return printable(value)
    if isinstance(value, tuple):
        return tuple(map(_printable_value, value))
    return value
