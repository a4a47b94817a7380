"""Writes out dates as hands write them in a hurry: `9.17`, `sep17`, `14.9.17`.

Two digits are the latest year that is not yet to come: in 2026, `26` is 2026 and `27`
is 1927. A short form is taken only where it has one reading: `5.12` may be the fifth of
December or May 2012 and stays as it is, and so does `sep 17`.
"""

import datetime as dt
import re

from timeline.case.date_text import DateReading, DateTextError, readings
from timeline.case.locale import ASK, Locale
from timeline.case.month_names import month_number
from timeline.case.plain_signs import plain_signs

CENTURY = 100
MONTHS = 12
_MONTH_YEAR = re.compile(r"(\d{1,2})\.(\d{2})", re.ASCII)
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2}([./-])\d{1,2}\2)(\d{2})", re.ASCII)
# as hospitals stamp it and sheets write it, the day stands in front: 14SEP17, 14-Sep-17
_DAY_NAMED = re.compile(
    r"([0-9]{1,2})(\.? ?|-)([^\W\d_]{3,})(\.? ?|-)([0-9]{2}|[0-9]{4})"
)
_NAMED = re.compile(r"([^\W\d_]{3,})([0-9]{2}|[0-9]{4})")
_WINDOW = re.compile(r"\[(.*)\.\.(.*)\]")


def written_out(text: str, locale: Locale = ASK, today: dt.date | None = None) -> str:
    """The canonical form of a date that is settled only here; any other text as it is.

    What a case file takes as it is typed stays so, and so does what says more than a
    date holds, such as `early 2019`.

    Args:
        text: Such as `9.17`, `sep17`, `14sep17` or `15/05/20`.
        locale: Which way round dates are written.
        today: The day by which the century is told; None for that of the clock.
    """
    if len(_readings(text)) == 1:
        return text
    meant = _readings(in_full(text, today), locale)
    settled = len(meant) == 1 and not meant[0].beyond
    return meant[0].canonical if settled else text


def _readings(text: str, locale: Locale = ASK) -> tuple[DateReading, ...]:
    try:
        return readings(text, locale)
    except DateTextError:
        return ()


def in_full(text: str, today: dt.date | None = None) -> str:
    """A date with four digits of its year, one reading or two; any other as it is."""
    typed = plain_signs(text)
    if window := _WINDOW.fullmatch(typed):
        ends = (in_full(window[1], today), in_full(window[2], today))
        return text if ends == window.groups() else f"[{ends[0]}..{ends[1]}]"
    return _long_form(typed, (today or _clock()).year) or text


def _clock() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _long_form(text: str, now: int) -> str:
    if match := _MONTH_YEAR.fullmatch(text):
        # up to twelve, the second number may be a month behind its day
        return f"{_year(match[2], now)}-{match[1]}" if int(match[2]) > MONTHS else ""
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        return f"{match[1]}{_year(match[3], now)}"
    if (match := _DAY_NAMED.fullmatch(text)) and month_number(match[3]):
        return f"{match[1]} {match[3]} {_year(match[5], now)}"
    if (match := _NAMED.fullmatch(text)) and month_number(match[1]):
        return f"{match[1]} {_year(match[2], now)}"
    return ""


def _year(digits: str, now: int) -> str:
    if len(digits) > 2:  # noqa: PLR2004 - written in full
        return digits
    year = now - now % CENTURY + int(digits)
    return str(year if year <= now else year - CENTURY)
