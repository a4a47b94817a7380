"""Texts in the letters that the font of a PDF has.

A report is not refused for one letter: what cannot be printed stands as its code point,
which everybody can look up.
"""

from functools import cache

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.charts.print.faces import missing


def printable(text: str) -> str:
    """The text with every letter that the font lacks as `[U+6F22]`."""
    return text if text.isascii() else "".join(map(_letter, text))


@cache
def _letter(character: str) -> str:
    return f"[U+{ord(character):04X}]" if missing(character) else character


def printable_case(case: Case) -> Case:
    """The case with every text in letters that can be printed."""
    return Case.of(map(_printable_entry, case.entries))


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
