"""What was under way on one day: one sentence across line, markers, HER2 and response.

A day is exact, but the dates around it often are not. What is certain is stated
plainly, and what is possible is marked as such. Lengths are calendar months where both
ends name a month, and ranges otherwise.
"""

import datetime as dt
from dataclasses import dataclass
from math import floor

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.clinical.course.judgements import last_response
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.her2.ledger import LedgerEntry, standings
from timeline.clinical.lines.numbered_line import regimen_of
from timeline.clinical.markers.metrics import MarkerPanel
from timeline.clinical.markers.values import MarkerValue, as_recorded
from timeline.clinical.review import Review

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class ReadingAt:
    """What is known of one day."""

    month: str
    """Months since time zero, such as `month 33` or `month 32-33`."""
    lines: tuple[str, ...]
    """Lines under way, or those that may have been."""
    line_number: int | None
    """The one line that was under way for certain; None where there is none."""
    markers: tuple[str, ...]
    """The last value of each marker before the day, for certain."""
    her2: str
    response: str

    @property
    def sentence(self) -> str:
        """Everything in one sentence."""
        parts = (*self.lines, *self.markers, self.her2, self.response)
        return f"{self.month}: {'; '.join(part for part in parts if part)}."


def reading_at(review: Review, day: int, zero: Bounds) -> ReadingAt:
    """Read across everything on one day.

    Args:
        review: The case with what was computed from it.
        day: The day.
        zero: Time zero of the axis, from which months count.
    """
    certain, possible = _lines(review, day)
    if died := _died(review, day):
        lines: tuple[str, ...] = (died,)
    elif certain:
        lines = tuple(_line_text(review, line, day) for line in certain)
    elif possible:
        names = (f"line {x.number} {regimen_of(x.parts)}" for x in possible)
        lines = (f"perhaps {' or '.join(names)}",)
    else:
        lines = ("no systemic therapy recorded",)
    return ReadingAt(
        month=f"month {months_since(zero, day, relative=review.case.relative)}",
        lines=lines,
        line_number=certain[0].number if len(certain) == 1 else None,
        markers=tuple(filter(None, (_marker(review, p, day) for p in review.markers))),
        her2=_her2(review, day),
        response=_response(review, day),
    )


def months_since(start: Bounds, day: int, *, relative: bool) -> str:
    """Completed months from an uncertain day to an exact one.

    Args:
        start: Where counting begins.
        day: Where it ends.
        relative: Whether there is no calendar; a month then has 30.4375 days.

    Returns:
        Calendar months where the start lies within one calendar month, as authors
        count them; otherwise the range that the days allow; `?` on an open side.
    """
    first, last = start.earliest, start.latest
    if first is not None and last is not None and not relative:
        begin, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
        if (begin.year, begin.month) == (end.year, end.month):
            return str(_calendar(begin, dt.date.fromordinal(day), exact=first == last))
    least = "?" if last is None else str(floor((day - last) / DAYS_PER_MONTH))
    most = "?" if first is None else str(floor((day - first) / DAYS_PER_MONTH))
    if least == most:
        return least
    return f"{least} to {most}"


def _calendar(begin: dt.date, end: dt.date, *, exact: bool) -> int:
    months = (end.year - begin.year) * MONTHS_A_YEAR + end.month - begin.month
    return months - (exact and end.day < begin.day)


def _lines(
    review: Review, day: int
) -> tuple[tuple[LineEndpoints, ...], tuple[LineEndpoints, ...]]:
    """Lines that ran on a day for certain, and others that may have."""
    certain, possible = [], []
    for line in review.endpoints.lines:
        ran = _ran(review, line, day)
        if ran:
            certain.append(line)
        elif ran is None:
            possible.append(line)
    return tuple(certain), tuple(possible)


def _ran(review: Review, line: LineEndpoints, day: int) -> bool | None:
    """Whether a line was under way on a day; None where the dates leave it open."""
    start, stop = _span(review, line)
    if start.earliest is not None and day < start.earliest:
        return False
    if stop.latest is not None and day > stop.latest:
        return False
    begun = start.latest is not None and day >= start.latest
    going = stop.earliest is not None and day <= stop.earliest
    return True if begun and going else None


def _span(review: Review, line: LineEndpoints) -> tuple[Bounds, Bounds]:
    """First and last dose; what is said to go on ended with death at the latest."""
    history = review.history
    whole = history.numbered(line.number)
    start, stop = history.start(whole).bounds, history.stop(whole)
    if stop is not None:
        return start, stop.bounds
    if history.death is not None:
        return start, history.death.bounds
    # that it went on is known until the last day known alive
    alive = history.last_alive
    return start, Bounds(alive.bounds.latest if alive else None, None)


def _died(review: Review, day: int) -> str:
    """That the patient had died by a day for certain; empty otherwise."""
    death = review.history.death
    if death is None or death.bounds.latest is None or death.bounds.latest > day:
        return ""
    when = bounds_in_words(death.bounds, relative=review.case.relative)
    return f"dead ({when})"


def _line_text(review: Review, line: LineEndpoints, day: int) -> str:
    start, _ = _span(review, line)
    month = months_since(start, day, relative=review.case.relative)
    return f"line {line.number} {regimen_of(line.parts)}, month {month}"


def _marker(review: Review, panel: MarkerPanel, day: int) -> str:
    before = [
        value
        for value in panel.series.values
        if value.when.latest is not None and value.when.latest <= day
    ]
    if not before:
        return ""
    last: MarkerValue = before[-1]
    when = bounds_in_words(last.when, relative=review.case.relative)
    return f"{panel.series.marker} {as_recorded(last, before)} ({when})"


def _her2(review: Review, day: int) -> str:
    """Where HER2 of each tumour stood on tissue that was taken by that day."""
    taken = tuple(
        entry
        for entry in review.her2.entries
        if (latest := _specimen(review, entry).latest) is not None and latest <= day
    )
    words = []
    for standing in standings(review.case, taken):
        if standing.entry is None:
            continue
        bounds = _specimen(review, standing.entry)
        when = bounds_in_words(bounds, relative=review.case.relative)
        tumour = f"{standing.tumour}: " if standing.tumour else ""
        words.append(f"{tumour}{standing.entry.classification.in_words} ({when})")
    return f"HER2 {'; '.join(words)}" if words else ""


def _specimen(review: Review, entry: LedgerEntry) -> Bounds:
    return review.chronology.bounds(f"{entry.test.id}.specimen_date")


def _response(review: Review, day: int) -> str:
    response = last_response(review, until=day)
    return f"last response {response.in_words}, {response.when}" if response else ""
