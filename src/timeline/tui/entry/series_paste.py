"""Reads two columns, date and value, as they come from a sheet or a letter.

A value is taken only in a writing that has one reading. What has two or none is refused
with the reason, so that no value is wrong by a factor of a thousand unnoticed; what a
paste brings with two readings is asked about once (`paste_questions`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.case.assay_vocabulary import Comparator
from timeline.case.date_text import DateTextError
from timeline.case.date_text import readings as date_readings
from timeline.case.locale import ASK, Locale
from timeline.case.number_text import NumberTextError, number_readings, read_number
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.short_date import in_full

JUMP = 100.0
"""Factor between neighbouring values above which a typing error is pointed out."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value as reported."""

    comparator: Comparator
    value: float


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One date with its value."""

    text: str
    """The value as typed."""
    date: PartialDate = UNKNOWN
    measured: Measured | None = None
    problem: str = ""
    """Why it cannot be stored; empty if it can."""
    remarks: tuple[str, ...] = field(default=())
    """What to look at before it is stored."""


def read_value(text: str, locale: Locale = ASK) -> Measured:
    """Read a value.

    Args:
        text: Such as `1200`, `<0.6`, `37,5` or `1.234,5`.
        locale: Which sign stands before decimals.

    Raises:
        NumberTextError: With a sentence that says what to write instead.
    """
    number = read_number(text, locale)
    return Measured(Comparator(number.sign or "="), number.value)


def read_rows(
    rows: Sequence[tuple[str, str]], locale: Locale = ASK
) -> tuple[SeriesLine, ...]:
    """Read dates and values that stand in two columns.

    Returns:
        One line for each row, with its problem or its remarks.
    """
    return _remarked([_line(date, value, locale) for date, value in rows])


def _line(when: str, amount: str, locale: Locale) -> SeriesLine:
    if not when.strip() and not amount.strip():
        return SeriesLine("", problem="Write a date and a value.")
    try:
        date = PartialDate.parse(in_full(when), locale)
    except DateTextError as error:
        return SeriesLine(amount, problem=str(error))
    if not amount.strip():
        return SeriesLine(amount, date, problem="The value is still to be given.")
    try:
        measured = read_value(amount, locale)
    except NumberTextError as error:
        return SeriesLine(amount, date, problem=str(error))
    return SeriesLine(amount, date, measured)


def columns_in(text: str) -> tuple[str, str] | None:
    """Date and value of a line of text; None where it is not two columns.

    Args:
        text: Separated by a tab, `;`, a comma or a space.
    """
    text = text.strip()
    for mark in ("\t", ";"):
        if mark in text:
            when, _, amount = text.partition(mark)
            return when.strip(), amount.strip()
    match = re.fullmatch(r"(.*?\d)\s*,\s+(.+)|(.+?)\s+((?:[<>]=?|[=≤≥])?\s*\S+)", text)
    if match and not _is_date(text):
        when, amount = (match[1], match[2]) if match[1] else (match[3], match[4])
        return when, amount
    # without a space, only the first comma can stand between date and value
    when, comma, amount = text.partition(",")
    return (when.strip(), amount.strip()) if comma and _is_date(when) else None


def heading_of(text: str) -> str:
    """The first line of several if it is the heading of two columns; else empty.

    A heading has no digit where the date stands and no value beside it, and what
    follows it has both.
    """
    lines = [line for line in text.splitlines() if line.strip()][:2]
    pairs = [columns_in(line) for line in lines]
    if len(lines) < 2 or pairs[0] is None or pairs[1] is None:  # noqa: PLR2004 - it and a row
        return ""
    (when, amount), below = pairs[0], pairs[1]
    named = not any(map(str.isdigit, when)) and not _is_number(amount)
    return (
        lines[0].strip()
        if named and _is_date(below[0]) and _is_number(below[1])
        else ""
    )


def _is_date(text: str) -> bool:
    try:
        return any(reading.canonical for reading in date_readings(in_full(text)))
    except DateTextError:
        return False


def _is_number(text: str) -> bool:
    try:
        return bool(number_readings(text))
    except NumberTextError:
        return False


def _remarked(lines: list[SeriesLine]) -> tuple[SeriesLine, ...]:
    good = [line for line in lines if line.measured is not None]
    order = sorted(good, key=lambda line: line.date.sort_key)
    before = {id(b): a for a, b in pairwise(order)}
    dates = [line.date for line in good if line.date.known]
    remarked = []
    for line in lines:
        remarks = []
        if line.measured is not None and dates.count(line.date) > 1:
            remarks.append("this date stands here more than once")
        jump = _jump(before.get(id(line)), line)
        if jump:
            remarks.append(jump)
        remarked.append(
            SeriesLine(
                line.text, line.date, line.measured, line.problem, tuple(remarks)
            )
        )
    return tuple(remarked)


def _jump(before: SeriesLine | None, line: SeriesLine) -> str:
    if before is None or before.measured is None or line.measured is None:
        return ""
    if not (before.date.known and line.date.known):
        return ""
    if min(before.measured.value, line.measured.value) <= 0:
        return ""
    ratio = line.measured.value / before.measured.value
    factor = max(ratio, 1 / ratio)
    return f"{factor:.0f}-fold change since {before.date}" if factor >= JUMP else ""
