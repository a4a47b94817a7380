"""Days or columns as x values, and as pixels at the width labels are placed for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from timeline.case.date_text import DAYS_PER_MONTH
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.model import Swimlane

MS_PER_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Horizontal:
    """The time axis of one figure.

    A day is drawn as the stretch from its own number to the next, so that a bar of one
    day is visible and a month is as wide as it is long.
    """

    first: float
    """Left edge in days."""
    last: float
    """Right edge in days."""
    pixels: float
    """Width of the drawing area for which labels are placed."""
    relative: bool
    """Whether days count from time zero and x is a number."""
    unit: float = DAYS_PER_MONTH
    """Days for each 1 of such a number: a month of 30.4375 days, or a column."""

    @classmethod
    def spanning(
        cls,
        picture: Swimlane | CohortSwimlane,
        pixels: float,
        *,
        before: float,
        after: float,
    ) -> Self:
        """The axis of a picture, with room for marks and arrows at its ends.

        Args:
            picture: Its first and last day are on the axis.
            pixels: Width of the drawing area.
            before: Pixels of it that are left of the first day.
            after: Pixels of it that are right of the last day.
        """
        first, last = picture.first_day, picture.last_day + 1
        per_pixel = (last - first) / (pixels - before - after)
        ends = first - before * per_pixel, last + after * per_pixel
        if isinstance(picture, CohortSwimlane):
            return cls(*ends, pixels, relative=True)
        unit = 1 if picture.ordered else DAYS_PER_MONTH
        return cls(*ends, pixels, picture.relative, unit)

    def x(self, day: float) -> str | float:
        """A day as an x value: ISO date and hour, months since time zero, a column."""
        if self.relative:
            return round(day / self.unit, 4)
        start = dt.datetime.fromordinal(int(day // 1))
        moment = start + dt.timedelta(hours=round(24 * (day % 1)))
        return moment.isoformat(" ", "hours") if moment.hour else f"{moment.date()}"

    def columns(
        self, starts: Sequence[float], ends: Sequence[float]
    ) -> tuple[list[str | float], list[float]]:
        """Many x values and lengths; few of them differ, and rounding takes long."""
        lengths = [end - start for start, end in zip(starts, ends, strict=True)]
        x = {day: self.x(day) for day in set(starts)}
        length = {days: self.length(days) for days in set(lengths)}
        return [x[day] for day in starts], [length[days] for days in lengths]

    def length(self, days: float) -> float:
        """A number of days as a length in x: milliseconds, or months."""
        if self.relative:
            return round(days / self.unit, 4)
        return round(days * MS_PER_DAY)

    def pixel(self, day: float) -> float:
        """Pixels from the left edge."""
        return (day - self.first) / (self.last - self.first) * self.pixels

    def day(self, pixel: float) -> float:
        """The day at a number of pixels from the left edge."""
        return self.first + pixel / self.pixels * (self.last - self.first)

    def days(self, pixels: float) -> float:
        """How many days a number of pixels spans."""
        return pixels / self.pixels * (self.last - self.first)
