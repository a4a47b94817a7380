"""What the cohort screen shows, and what each key makes of it.

The window on the axis is a `Scene` without lanes, so that months, zoom and pan are
those of the picture of one patient.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from timeline.case.chronology import Bounds
from timeline.swimlane.cohort.model import CohortSwimlane, Event, Row, Segment
from timeline.swimlane.model import Bar, Mark, Swimlane
from timeline.swimlane.time_axis import AxisKind
from timeline.tui.cohort.columns import CohortColumn, columns_of, title_width
from timeline.tui.drawing.scene import Scene


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of the picture: the heading of a group, or a part of a patient."""

    row: int | None
    """Number of the row; None for a heading."""
    heading: str = ""
    track: int | None = None
    """The track of segments that it draws; None for marks alone."""
    marks: bool = False
    """Whether it draws the time under observation, the marks and the end."""
    first: bool = False
    """Whether the texts of the patient stand on it."""


@dataclass(frozen=True, slots=True)
class CohortScene:
    """A cohort, the part of it in view and the patient under the cursor."""

    cohort: CohortSwimlane
    frame: Scene
    """The axis and the window on it; it has no lanes."""
    columns: tuple[CohortColumn, ...]
    lines: tuple[RowLine, ...]
    """From the top down; no zoom changes them."""
    cursor: int = 0
    """Number of the row under the cursor."""
    item: int | None = None
    """Index of the selected segment or mark of that row; None for none."""
    spread: bool = False
    """Whether the marks of a patient have a line of their own."""

    @classmethod
    def of(cls, cohort: CohortSwimlane, width: int) -> Self:
        """A new scene with everything in view, on the first row."""
        frame = Scene.of(_frame(cohort), width)
        return cls(cohort, frame, (), _lines(cohort, spread=False)).resized(width)

    @property
    def row(self) -> Row | None:
        """The patient under the cursor."""
        rows = self.cohort.rows
        return rows[self.cursor] if self.cursor < len(rows) else None

    @property
    def selected(self) -> Segment | Event | None:
        """The selected segment or mark."""
        if self.row is None or self.item is None:
            return None
        return items_of(self.row)[self.item]

    @property
    def width(self) -> int:
        """Columns of texts and axis together."""
        return self.frame.width

    def same_lines(self, other: Self) -> bool:
        """Whether another scene differs only in what the cursor is on."""
        own_parts = (self.lines, self.columns, self.cohort)
        pairs = zip(own_parts, (other.lines, other.columns, other.cohort), strict=True)
        return self.frame == other.frame and all(own is others for own, others in pairs)

    def resized(self, width: int) -> Self:
        """The same days on another number of columns."""
        columns = columns_of(self.cohort, width)
        left = title_width(columns)
        view = replace(self.frame.view, width=max(1, width - left))
        frame = replace(self.frame, title_width=left, view=view)
        return replace(self, columns=columns, frame=frame)

    def showing(self, cohort: CohortSwimlane) -> Self:
        """Another layout of the patients; the cursor stays on its patient.

        The window stays too, unless everything was in view or month 0 is another event.
        """
        code = self.row.code if self.row else ""
        numbers = (n for n, row in enumerate(cohort.rows) if row.code == code)
        frame = replace(self.frame, swimlane=_frame(cohort))
        everything = self.frame.view == self.frame.whole
        if everything or cohort.zero != self.cohort.zero:
            frame = frame.fitted()
        else:
            frame = replace(frame, view=frame.view.within(frame.whole))
        scene = replace(
            self,
            cohort=cohort,
            frame=frame,
            lines=_lines(cohort, spread=self.spread),
            cursor=next(numbers, 0),
            item=None,
        )
        return scene.resized(self.width)

    def with_marks(self, *, spread: bool) -> Self:
        """The marks on lines of their own, or on the segments."""
        return replace(self, spread=spread, lines=_lines(self.cohort, spread=spread))

    def has_room(self, height: int) -> bool:
        """Whether every patient is in view with the marks on lines of their own."""
        return len(_lines(self.cohort, spread=True)) <= height

    def fitted(self) -> Self:
        """Everything in view."""
        return replace(self, frame=self.frame.fitted())

    def zoomed(self, factor: float) -> Self:
        """Closer or further, around the selected item, else the middle."""
        view, whole = self.frame.view, self.frame.whole
        day = self.day
        if day is None or not view.contains(day):
            day = view.day(view.width / 2)
        frame = replace(self.frame, view=view.zoomed(factor, day, whole))
        return replace(self, frame=frame)

    def panned(self, share: float) -> Self:
        """Earlier or later by a share of what is in view."""
        return replace(self, frame=self.frame.panned(share))

    def moved(self, step: int) -> Self:
        """The patient that many rows below, or the last one there is."""
        return self.at_row(self.cursor + step)

    def at_row(self, number: int) -> Self:
        """The patient of a row."""
        last = max(0, len(self.cohort.rows) - 1)
        return replace(self, cursor=max(0, min(number, last)), item=None)

    def at_code(self, code: str) -> Self:
        """The row of a patient; unchanged where there is none."""
        rows = self.cohort.rows
        number = next((n for n, row in enumerate(rows) if row.code == code), None)
        return self if number is None else self.at_row(number)

    def stepped(self, step: int) -> Self:
        """The next or previous segment or mark of the row, brought into view."""
        items = items_of(self.row) if self.row else ()
        if not items:
            return self
        start = -1 if step > 0 else len(items)
        here = start if self.item is None else self.item
        scene = replace(self, item=max(0, min(len(items) - 1, here + step)))
        if scene.day is None:
            return scene
        view = self.frame.view.revealing(scene.day, self.frame.whole)
        return replace(scene, frame=replace(self.frame, view=view))

    @property
    def day(self) -> float | None:
        """The day by which the selected item is found; None without one."""
        drawn = drawn_of(self.selected) if self.selected else None
        if drawn is None:
            return None
        at = drawn.start if isinstance(drawn, Bar) else drawn.at
        known = [day for day in (at.earliest, at.latest) if day is not None]
        return sum(known) / len(known) + 0.5 if known else None


def items_of(row: Row) -> tuple[Segment | Event, ...]:
    """Segments and marks of a patient by when they begin."""
    items: list[Segment | Event] = [*row.segments, *row.events]
    return tuple(sorted(items, key=lambda item: _at(drawn_of(item)).sort_key))


def drawn_of(item: Segment | Event) -> Bar | Mark:
    """The bar or the mark of an item."""
    return item.bar if isinstance(item, Segment) else item.mark


def _at(drawn: Bar | Mark) -> Bounds:
    return drawn.start if isinstance(drawn, Bar) else drawn.at


def _frame(cohort: CohortSwimlane) -> Swimlane:
    return Swimlane(
        title=cohort.title,
        synthetic=False,
        axis=AxisKind.RELATIVE,  # months of 30.4375 days
        time_zero=Bounds(0, 0),
        time_zero_label=cohort.zero,
        cutoff=Bounds(),
        cutoff_label="",
        first_day=cohort.first_day,
        last_day=cohort.last_day,
        lanes=(),
        series=(),
        uses_narrative=cohort.uses_narrative,
        undated=(),
        footnotes=(),
    )


def _lines(cohort: CohortSwimlane, *, spread: bool) -> tuple[RowLine, ...]:
    return tuple(_all_lines(cohort, spread=spread))


def _all_lines(cohort: CohortSwimlane, *, spread: bool) -> Iterator[RowLine]:
    group = ""
    for number, row in enumerate(cohort.rows):
        if row.group != group:
            group = row.group
            yield RowLine(None, heading=group)
        for track in range(row.tracks):
            first = not track
            marks = first and not spread
            yield RowLine(number, track=track, marks=marks, first=first)
        if spread:
            yield RowLine(number, marks=True)
