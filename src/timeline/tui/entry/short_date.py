"""Writes out dates as hands write them in a hurry: `9.17`, `sep17`, `14.9.17`.

A short form is taken only where it has one reading. `5.12` may be the fifth of December
or May 2012 and stays as it is, and so does a date whose century is open.
"""

import re

from timeline.case.date_text import DateTextError
from timeline.case.partial_date import PartialDate

CENTURY, LAST_SHORT = 2000, 49
"""Two digits are a year from 2000 to 2049; earlier years are written in full."""
MONTHS = 12
_MONTH_YEAR = re.compile(r"(\d{1,2})\.(\d{2})", re.ASCII)
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2}\.\d{1,2})\.(\d{2})", re.ASCII)
# as hospitals stamp it, the day stands in front: 14SEP17
_NAMED = re.compile(r"(\d{1,2})?([A-Za-z]{3,})(\d{2}|\d{4})", re.ASCII)
_WINDOW = re.compile(r"\[(.*)\.\.(.*)\]")


def written_out(text: str) -> str:
    """A short date with its full year; any other text as it is.

    Args:
        text: Such as `9.17`, `sep17`, `14sep17`, `14.9.17` or `[9.17..3.19]`.
    """
    typed = text.strip()
    if window := _WINDOW.fullmatch(typed):
        ends = (written_out(window[1]), written_out(window[2]))
        return text if ends == window.groups() else f"[{ends[0]}..{ends[1]}]"
    return _canonical(_long_form(typed)) or text


def _long_form(text: str) -> str:
    if match := _MONTH_YEAR.fullmatch(text):
        # up to twelve, the second number may be a month behind its day
        year = _year(match[2])
        return f"{year}-{match[1]}" if int(match[2]) > MONTHS and year else ""
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        year = _year(match[2])
        return f"{match[1]}.{year}" if year else ""
    if match := _NAMED.fullmatch(text):
        day = f"{match[1]} " if match[1] else ""
        year = _year(match[3])
        return f"{day}{match[2]} {year}" if year else ""
    return ""


def _year(digits: str) -> str:
    if len(digits) > 2:  # noqa: PLR2004 - written in full
        return digits
    return str(CENTURY + int(digits)) if int(digits) <= LAST_SHORT else ""


def _canonical(text: str) -> str:
    try:
        return PartialDate.parse(text).canonical
    except DateTextError:
        return ""
