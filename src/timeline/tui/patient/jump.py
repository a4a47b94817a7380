"""Where to jump: a date, a month since time zero, or a line."""

import datetime as dt
import re

from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.partial_date import PartialDate
from timeline.clinical.review import Review
from timeline.errors import TimelineError
from timeline.swimlane.time_axis import month_day
from timeline.tui.drawing.scene import Scene

LONGEST_MONTH = 31
_LINE = re.compile(r"(?:l|line)\s*0*(\d+)", re.IGNORECASE)
_MONTH = re.compile(r"(?:m|month)?\s*(-?\d{1,3})", re.IGNORECASE)


class JumpError(TimelineError):
    """The words name no place on the axis."""

    title = "Nowhere to jump to"


def jump_day(text: str, review: Review, zero: int) -> float:
    """The day that a person asks for.

    Args:
        text: Such as `Jan 2022`, `2022-01-14`, `33` or `M33` for a month since time
            zero, `L4` or `line 4` for the start of a line.
        review: The case with what was computed from it.
        zero: The day of month 0.

    Raises:
        JumpError: If the words cannot be read, or nothing dates the line.
    """
    words = text.strip()
    line = _LINE.fullmatch(words)
    if line:
        return _line_day(int(line[1]), review)
    month = _MONTH.fullmatch(words)
    if month:
        return _month(int(month[1]), review, zero)
    try:
        date = PartialDate.parse(words)
    except (TimelineError, ValueError) as error:
        raise JumpError(_HOW) from error
    bounds = [day for day in (date.earliest, date.latest) if day is not None]
    if not bounds or date.relative is not review.case.relative:
        raise JumpError(_HOW)
    return sum(bounds) / len(bounds)


def jump_column(text: str, review: Review, scene: Scene) -> float:
    """The same in a picture of the order of events: a column, or the start of a line.

    Raises:
        JumpError: If the words name neither, or the line is not drawn.
    """
    words, last = text.strip(), scene.swimlane.last_day
    if words.isdecimal() and 1 <= int(words) <= last:
        return int(words) + 0.5
    if not _LINE.fullmatch(words):
        raise JumpError(f"Type a place in the order (1 to {last}) or a line (L2).")
    chosen = scene.finding(line_records(text, review))
    day = chosen.day_of(chosen.item) if chosen else None
    if day is None:
        raise JumpError(f"No order places {words}.")
    return day


def line_records(text: str, review: Review) -> tuple[str, ...]:
    """Ids of a line and its drug courses, where the words name a line."""
    named = _LINE.fullmatch(text.strip())
    parts = [
        (part.line.id, *(course.id for course in part.courses))
        for line in review.endpoints.lines
        if named and line.number == int(named[1])
        for part in line.parts
    ]
    return tuple(record for part in parts for record in part)


_HOW = "Type a date (Jan 2022), a month since time zero (33) or a line (L4)."


def _line_day(number: int, review: Review) -> float:
    for line in review.endpoints.lines:
        if line.number != number:
            continue
        bounds = review.chronology.bounds(f"{line.parts[0].line.id}.start")
        first, last = bounds.sort_key
        if bounds.earliest is None and bounds.latest is None:
            break
        # of a month its last day, on which the line has begun for certain
        return last if last - first < LONGEST_MONTH else (first + last) / 2
    raise JumpError(f"There is no line {number} with a start that can be placed.")


def _month(number: int, review: Review, zero: int) -> float:
    half = DAYS_PER_MONTH / 2
    relative = review.case.relative
    limit = (dt.date.max.year - 1) * 12
    if not relative and abs(number) > limit:
        raise JumpError(_HOW)
    return month_day(zero, number, relative=relative) + half
