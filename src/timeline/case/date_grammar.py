"""What a typed date means: its phrases, its orders and its numbers, put together.

See `date_text`, which is the door to it.
"""

import re
from dataclasses import replace

from timeline.case.date_parts import (
    date_parts,
    has_two_orders,
    in_either_order,
    week_days,
)
from timeline.case.date_phrases import certain_part, days_of_one_month, window_ends
from timeline.case.date_refusals import refusal
from timeline.case.date_seasons import quarter_months
from timeline.case.date_text import (
    DAYS_PER_MONTH,
    NOTHING,
    DateParts,
    DateReading,
    DateTextError,
    Precision,
    calendar_date,
    window,
)
from timeline.case.locale import DateOrder, Locale
from timeline.case.plain_signs import DASHES, invisible_in, plain_signs

NO_END = "The window has no end. Leave the field empty for an unknown date."
_RELATIVE = re.compile(r"([MD])([+-]?\d{1,5})", re.ASCII | re.IGNORECASE)
_HYPHEN = str.maketrans(DASHES, "-" * len(DASHES))


def meanings(text: str, locale: Locale) -> tuple[DateReading, ...]:
    """What a text can mean; see `date_text.readings`.

    Raises:
        DateTextError: If it has no reading; the message says why.
    """
    text = plain_signs(text)
    if not text:
        return (NOTHING,)
    if code := invisible_in(text):
        raise DateTextError(f"Take out the invisible character {code}.")
    orders = [locale.date_order]
    if locale.date_order is DateOrder.ASK and has_two_orders(text):
        orders = [DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST]
    meant, reasons = [], []
    for order in orders:
        try:
            meant.append(_read(text, order))
        except DateTextError as error:
            reasons.append(str(error))
    if not meant:
        raise DateTextError(" ".join(dict.fromkeys(reasons)))
    return tuple(dict.fromkeys(meant))


def _read(text: str, order: DateOrder) -> DateReading:
    if days := _days_of_one_month(text):
        return days
    if ends := window_ends(text):
        if not any(ends):
            raise DateTextError(NO_END)
        first, last = (_single(end, order) if end else NOTHING for end in ends)
        return window(_limit(first, order, 0), _limit(last, order, 1))
    whole = _tried(certain_part(text), order)
    if whole and whole.precision in (Precision.YEAR, Precision.MONTH):
        return replace(whole, beyond=text)
    return _single(text, order)


def _limit(reading: DateReading, order: DateOrder, end: int) -> DateReading:
    """The first or last part of a week or a quarter, as the limit of a window."""
    if reading.precision is not Precision.WINDOW:
        return reading
    return _single(reading.canonical.strip("[]").split("..")[end], order)


def _days_of_one_month(text: str) -> DateReading | None:
    days = days_of_one_month(text)
    parts = date_parts(days[1]) if days else None
    if days is None or parts is None or parts.day is None:
        return None
    last = calendar_date(parts)
    return window(calendar_date(parts._replace(day=int(days[0]))), last)


def _tried(text: str, order: DateOrder) -> DateReading | None:
    try:
        return _single(text, order)
    except DateTextError:
        return None


def _single(text: str, order: DateOrder) -> DateReading:
    """One date without words around it."""
    hyphened = text.translate(_HYPHEN)
    if match := _RELATIVE.fullmatch(hyphened):
        return _relative(match[1].upper(), int(match[2]))
    if parts := date_parts(hyphened):
        return calendar_date(parts)
    if either := in_either_order(hyphened, order):
        return _first_that_exists(either)
    try:
        week = week_days(hyphened)
    except ValueError as error:
        raise DateTextError(str(error)) from None
    if week:
        days = (DateParts(day.year, day.month, day.day) for day in week)
        return window(*map(calendar_date, days))
    if quarter := quarter_months(hyphened):
        year, *months = quarter
        return window(*(calendar_date(DateParts(year, month)) for month in months))
    raise DateTextError(refusal(text, lambda part: _tried(part, order) is not None))


def _first_that_exists(either: tuple[DateParts, ...]) -> DateReading:
    reasons = []
    for parts in either:
        try:
            return calendar_date(parts)
        except DateTextError as error:
            reasons.append(str(error))
    raise DateTextError(" ".join(dict.fromkeys(reasons)))


def _relative(unit: str, count: int) -> DateReading:
    if unit == "D":
        return DateReading(f"D{count}", Precision.DAY, count, count, relative=True)
    first = round(count * DAYS_PER_MONTH)
    last = round((count + 1) * DAYS_PER_MONTH) - 1
    return DateReading(f"M{count}", Precision.MONTH, first, last, relative=True)
