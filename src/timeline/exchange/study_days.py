"""The whole days since day 0 on which cBioPortal places what is only partly dated.

A month stands on its 15th, a year on 1 July, any other stretch on its middle day; what
is known of the date stands beside the number. Day 0 is month 0 of the pictures.
"""

import datetime as dt

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.point_graph import Bounds
from timeline.case.record import Entry
from timeline.swimlane.axis import time_zero
from timeline.swimlane.placing import Placing

_MIDDLE, _JULY = 15, 7


class StudyDays:
    """The days of one case, counted from its time zero."""

    def __init__(self, case: Case) -> None:
        """Take a case; where nothing gives it a time zero, it has no days."""
        placing = Placing(case, accept_narrative=False)
        self._chronology, self._relative = placing.chronology, case.relative
        anchor = time_zero(placing)
        self.day_zero = anchor.name
        self._zero = self._day(anchor.bounds)

    def of(self, entry: Entry) -> tuple[int | None, int | None]:
        """The day of a record and the day of its end; None where it has none.

        The end is never before the beginning, wherever both may lie.
        """
        dates = {
            name: self._chronology.placed(entry, name) for name in entry.date_fields()
        }
        end = dates.pop("stop", None)
        begins = map(self._day, dates.values())
        first = next((day for day in begins if day is not None), None)
        last = self._day(end) if end is not None else None
        if first is not None and last is not None and last < first:
            exact = end is not None and end.earliest == end.latest
            first, last = (last, last) if exact else (first, first)
        return self._counted(first), self._counted(last)

    def _day(self, date: PartialDate | Bounds) -> int | None:
        if date.earliest is None or date.latest is None:
            return None
        middle = (date.earliest + date.latest) // 2
        return middle if self._relative else _usual_day(date.earliest, date.latest)

    def _counted(self, day: int | None) -> int | None:
        return None if day is None or self._zero is None else day - self._zero


def _usual_day(earliest: int, latest: int) -> int:
    """The day that stands for a month, a year or another stretch of the calendar."""
    first, last = dt.date.fromordinal(earliest), dt.date.fromordinal(latest)
    following = dt.date.fromordinal(latest + 1)
    if first.day == following.day == 1 and earliest < latest:
        if (first.year, first.month) == (last.year, last.month):
            return first.replace(day=_MIDDLE).toordinal()
        if (first.month, following.month) == (1, 1) and first.year == last.year:
            return first.replace(month=_JULY).toordinal()
    return (earliest + latest) // 2
