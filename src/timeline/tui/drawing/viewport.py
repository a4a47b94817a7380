"""Which days are in view, and in which cell a day falls.

Long stretches without an event may be folded: they then take little room on the axis,
and everything after them moves to the left. Places on the axis count in days, as far
as nothing is folded before them.
"""

from dataclasses import dataclass, replace
from typing import Self

SHORTEST = 28.0
"""Days that the closest zoom shows; of the order of events, columns."""
FEWEST = 2.0


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of days that is drawn short."""

    first: float
    """First day of it."""
    last: float
    """The day after it."""
    room: float
    """Days of the axis that it takes."""

    @property
    def saved(self) -> float:
        """Days of the axis that it does not take."""
        return self.last - self.first - self.room


@dataclass(frozen=True, slots=True)
class Viewport:
    """A stretch of the axis on a number of cells."""

    first: float
    """Place on the axis at the left edge; a day where nothing is folded."""
    last: float
    """Place on the axis at the right edge."""
    width: int
    """Cells between the edges."""
    folds: tuple[Fold, ...] = ()
    """In order of time; they do not overlap."""
    shortest: float = SHORTEST
    """Days, or columns, that the closest zoom shows."""

    def along(self, day: float) -> float:
        """Place of a day on the axis."""
        place = day
        for fold in self.folds:
            if day >= fold.last:
                place -= fold.saved
            elif day > fold.first:
                share = (day - fold.first) / (fold.last - fold.first)
                place -= share * fold.saved
        return place

    def at(self, place: float) -> float:
        """Day at a place on the axis."""
        saved = 0.0
        for fold in self.folds:
            start = fold.first - saved
            if place <= start:
                break
            if place < start + fold.room:
                share = (place - start) / fold.room
                return fold.first + share * (fold.last - fold.first)
            saved += fold.saved
        return place + saved

    @property
    def days_per_cell(self) -> float:
        """Days that one cell stands for."""
        return (self.last - self.first) / max(1, self.width)

    def x(self, day: float) -> float:
        """Distance of the start of a day from the left edge, in cells."""
        place = self.along(day) if self.folds else day
        return (place - self.first) * max(1, self.width) / (self.last - self.first)

    def day(self, x: float) -> float:
        """Day at a distance from the left edge."""
        return self.at(self.first + x * self.days_per_cell)

    def contains(self, day: float) -> bool:
        """Whether a day is in view."""
        return self.first <= self.along(day) < self.last

    def zoomed(self, factor: float, about: float, whole: Self) -> Self:
        """Show `factor` times as many days, with one day kept where it is.

        Args:
            factor: Below 1 to come closer.
            about: The day that stays in its cell.
            whole: The view of everything, which is never exceeded.
        """
        span = min(
            max(self.shortest, (self.last - self.first) * factor),
            whole.last - whole.first,
        )
        place = self.along(about)
        share = (place - self.first) / (self.last - self.first)
        first = place - span * min(1.0, max(0.0, share))
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
        place = self.along(day)
        move = min(0.0, place - room - self.first) + max(0.0, place + room - self.last)
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
