"""Which days are in view, and in which cell a day falls."""

from dataclasses import dataclass, replace
from typing import Self

SHORTEST = 28.0
"""Days that the closest zoom shows."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A stretch of days on a number of cells."""

    first: float
    """Day at the left edge."""
    last: float
    """Day at the right edge."""
    width: int
    """Cells between the edges."""

    @property
    def days_per_cell(self) -> float:
        """Days that one cell stands for."""
        return (self.last - self.first) / max(1, self.width)

    def x(self, day: float) -> float:
        """Distance of the start of a day from the left edge, in cells."""
        return (day - self.first) / self.days_per_cell

    def day(self, x: float) -> float:
        """Day at a distance from the left edge."""
        return self.first + x * self.days_per_cell

    def contains(self, day: float) -> bool:
        """Whether a day is in view."""
        return self.first <= day < self.last

    def zoomed(self, factor: float, about: float, whole: Self) -> Self:
        """Show `factor` times as many days, with one day kept where it is.

        Args:
            factor: Below 1 to come closer.
            about: The day that stays in its cell.
            whole: The view of everything, which is never exceeded.
        """
        span = min(
            max(SHORTEST, (self.last - self.first) * factor), whole.last - whole.first
        )
        share = (about - self.first) / (self.last - self.first)
        first = about - span * min(1.0, max(0.0, share))
        return replace(self, first=first, last=first + span).within(whole)

    def panned(self, share: float, whole: Self) -> Self:
        """Move by a share of what is in view, within the view of everything."""
        days = (self.last - self.first) * share
        return replace(self, first=self.first + days, last=self.last + days).within(
            whole
        )

    def revealing(self, day: float, whole: Self) -> Self:
        """The same zoom, moved as little as shows the day with some room around it."""
        room = (self.last - self.first) * 0.1
        move = min(0.0, day - room - self.first) + max(0.0, day + room - self.last)
        if not move or self.contains(day):
            return self
        return replace(self, first=self.first + move, last=self.last + move).within(
            whole
        )

    def within(self, whole: Self) -> Self:
        """The same span, moved so that nothing outside the whole is shown."""
        span = self.last - self.first
        first = max(whole.first, min(self.first, whole.last - span))
        return replace(self, first=first, last=first + span)
