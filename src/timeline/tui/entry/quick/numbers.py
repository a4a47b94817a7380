"""Numbers of a line of quick entry."""

import re
from decimal import Decimal

from timeline.case.number_text import plain_number as plain_of
from timeline.tui.entry.field_text import plain_text

NUMBER = r"\d[\d.,]*(?<![.,])"
"""A number as typed, without a sign; see `plain_number`."""
SINGLE = rf"(?<![\d.,<>~\u2013-])(?<![<>~\u2013-]\s){NUMBER}(?!\s*[-\u2013]\s*\d)"
"""A number that has neither a sign before it nor a range behind it."""
LENGTH = rf"(?<![x\u00d7])(?<![x\u00d7]\s)(?<!to\s)({SINGLE})\s*(mm|cm)(?!\s*[x\u00d7])"
"""A length and its unit; one of two diameters is none."""
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_SIGNS = {"below": "<", "under": "<", "less than": "<", "up to": "<=", "unter": "<"}
_SIGNS |= {"above": ">", "over": ">", "more than": ">", "at least": ">="}
_SIGNS |= {"greater than": ">", "\u00fcber": ">"}
SIGN = rf"<=|>=|[<>=]|\b(?:{'|'.join(_SIGNS)})\b"
"""What may stand before a measured value."""


def plain_number(text: str) -> str:
    """A number as a form takes it.

    One that has two readings, such as `1,200`, stays as typed: the form asks, or the
    settings of the registry answer.
    """
    return plain_text(text)


def in_millimetres(number: str, unit: str) -> str:
    """A length in millimetres; a number with two readings stays as typed."""
    plain = plain_number(number)
    if unit.casefold() == "mm":
        return plain
    if not _DECIMAL.fullmatch(plain):
        return f"{number} cm"
    return plain_of(float(Decimal(plain) * 10))


def sign_of(text: str | None) -> str:
    """The sign for a sign or the words for one; `=` for none."""
    typed = re.sub(r"\s+", " ", text or "").casefold()
    return _SIGNS.get(typed, typed) or "="
