"""What the patient screen shows, and what each key makes of it.

A scene is a frozen value. Every action of the screen is a function from a scene to
the next one, so that keys, clicks and tests do the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import floor
from typing import Self

from timeline.case.chronology import Bounds
from timeline.swimlane.bar_days import bar_days
from timeline.swimlane.model import Bar, Group, Series, Swimlane, Tone
from timeline.tui.drawing.folds import folds_of
from timeline.tui.drawing.items import Item, items_of
from timeline.tui.drawing.viewport import FEWEST, SHORTEST, Viewport

MARGIN = 0.02
"""Share of the axis that stays free at either end."""
LEAST_ROOM = 0.15
"""Columns that stay free at either end of the order of events."""
USUAL_MARKER = "CA19-9"
TITLE_SHARE, NARROWEST_TITLE, WIDEST_TITLE = 0.27, 20, 34


@dataclass(frozen=True, slots=True)
class Zero:
    """A time zero that the reader chose."""

    bounds: Bounds
    label: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A swimlane, the part of it in view and the item that is selected."""

    swimlane: Swimlane
    view: Viewport
    items: tuple[Item, ...] = field(default=())
    selected: int | None = None
    """Index of the selected item; None when there is none."""
    moved: frozenset[str] = frozenset()
    """Ids of records that narrative order has moved."""
    calendar: bool = False
    """Whether the axis counts calendar years instead of months since time zero."""
    title_width: int = 26
    headings: bool = True
    """Whether the groups of lanes have headings."""
    cursor: float | None = None
    """Day of the time cursor; None while it is off."""
    zero: Zero | None = None
    """The time zero that the reader chose; None for that of the swimlane."""
    closed: frozenset[Group] = frozenset()
    """Groups of which only the heading is drawn."""
    hidden: frozenset[Tone] = frozenset()
    """Kinds of bars and marks that the reader does not want to see."""
    folded: bool = False
    """Whether long empty stretches are drawn short."""
    linear: bool = False
    """Whether marker values stand on a linear axis instead of a logarithmic one."""
    marker: int | None = None
    """Index of the series that the reader chose; None for the usual one."""

    @classmethod
    def of(cls, swimlane: Swimlane, width: int) -> Self:
        """A new scene with everything in view and the first item selected."""
        items = items_of(swimlane)
        selected = next((item.index for item in items if not item.repeats), None)
        return cls(swimlane, whole(swimlane, 1), items, selected).resized(width)

    @property
    def item(self) -> Item | None:
        """The selected item."""
        return None if self.selected is None else self.items[self.selected]

    @property
    def dated(self) -> bool:
        """Whether anything stands on the axis."""
        return any(item.placed for item in self.items)

    @property
    def width(self) -> int:
        """Columns of titles and axis together."""
        return self.title_width + self.view.width

    @property
    def time_zero(self) -> Zero:
        """Where month 0 is and what it is."""
        usual = Zero(self.swimlane.time_zero, self.swimlane.time_zero_label)
        return self.zero or usual

    def same_lines(self, other: Self) -> bool:
        """Whether another scene differs only in what moves nothing on any line."""
        kept = replace(
            other,
            selected=self.selected,
            cursor=self.cursor,
            linear=self.linear,
            marker=self.marker,
        )
        return kept == self

    def shows(self, item: Item) -> bool:
        """Whether an item is drawn: its kind is not hidden, its group is open."""
        if item.drawn is None or item.lane is None:
            return True
        group = self.swimlane.lanes[item.lane].group
        hidden = self.hidden.issuperset(item.drawn.tones)
        return not hidden and group not in self.closed

    @property
    def series(self) -> Series | None:
        """The series that was chosen or is selected, else CA19-9, else the first."""
        every = self.swimlane.series
        if self.marker is not None and self.marker < len(every):
            return every[self.marker]
        point = self.item.point if self.item else None
        chosen = (s for s in every if point is not None and point in s.points)
        usual = (s for s in every if s.marker == USUAL_MARKER)
        return next(chosen, None) or next(usual, None) or next(iter(every), None)

    def in_time(self) -> tuple[Item, ...]:
        """The items by when they begin; those without a date come last."""
        shown = (item for item in self.items if self.shows(item))
        return _in_time(item for item in shown if not item.repeats)

    def resized(self, width: int) -> Self:
        """The same days on another number of columns."""
        title = round(width * TITLE_SHARE)
        title = max(NARROWEST_TITLE, min(WIDEST_TITLE, title))
        view = replace(self.view, width=max(1, width - title))
        return replace(self, title_width=title, view=view)

    def fitted(self) -> Self:
        """Everything in view."""
        return replace(self, view=self.whole)

    @property
    def whole(self) -> Viewport:
        """The view of everything, folded as the reader wants it."""
        return whole(self.swimlane, self.view.width, folded=self.folded)

    def zoomed(self, factor: float) -> Self:
        """Closer or further, around the selected item when it is in view."""
        day = self.cursor if self.cursor is not None else self.day_of(self.item)
        if day is None or not self.view.contains(day):
            day = self.view.day(self.view.width / 2)
        return replace(self, view=self.view.zoomed(factor, day, self.whole))

    def panned(self, share: float) -> Self:
        """Earlier or later by a share of what is in view."""
        return replace(self, view=self.view.panned(share, self.whole))

    def selecting(self, index: int) -> Self:
        """Another item selected, and brought into view."""
        day = self.day_of(self.items[index])
        view = self.view if day is None else self.view.revealing(day, self.whole)
        cursor = day if self.cursor is not None and day is not None else self.cursor
        marker = None if self.items[index].point else self.marker
        return replace(self, selected=index, view=view, cursor=cursor, marker=marker)

    def finding(self, records: tuple[str, ...]) -> Self | None:
        """The first item of these records selected and drawn; None if there is none."""
        item = _first_of(self.items, records)
        if item is None:
            return None
        scene = self
        if item.drawn is not None and item.lane is not None:
            group = self.swimlane.lanes[item.lane].group
            hidden = self.hidden - set(item.drawn.tones)
            scene = replace(self, hidden=hidden, closed=self.closed - {group})
        return scene.selecting(item.index)

    def toggled(self, group: Group) -> Self:
        """A group of lanes closed, or open again."""
        return replace(self, closed=self.closed ^ {group})

    def with_folds(self, *, folded: bool) -> Self:
        """Long empty stretches folded, or not; everything is in view then."""
        return replace(self, folded=folded).fitted()

    def at_day(self, day: float) -> Self:
        """The time cursor on a day, which is brought into view."""
        first, last = self.swimlane.first_day, self.swimlane.last_day
        day = min(max(day, first), last)
        return replace(self, cursor=day, view=self.view.revealing(day, self.whole))

    def cursor_moved(self, cells: int) -> Self:
        """The time cursor some cells later."""
        if self.cursor is None:
            return self
        return self.at_day(self.view.day(floor(self.view.x(self.cursor)) + cells + 0.5))

    def stepped(self, step: int) -> Self:
        """The item that many records later in time, or the last one there is."""
        if self.item is None:
            return self
        # one in a closed group keeps its place in time
        shown = (
            i for i in self.items if (self.shows(i) and not i.repeats) or i is self.item
        )
        order = _in_time(shown)
        position = order.index(self.item) + step
        return self.selecting(order[max(0, min(len(order) - 1, position))].index)

    def at_end(self, *, last: bool) -> Self:
        """The first or the last item in time."""
        order = self.in_time()
        return self.selecting(order[-1 if last else 0].index) if order else self

    def showing(self, swimlane: Swimlane, moved: frozenset[str]) -> Self:
        """Another reading of the same case; zoom and selection stay.

        Where everything was in view, everything is: what was added may lie outside.
        """
        record = self.item.record if self.item else None
        items = items_of(swimlane)
        again = _first_of(items, (record,))
        same = again.index if again else None
        if same is None and items:  # the record is gone: its neighbour
            same = min(self.selected or 0, len(items) - 1)
        scene = replace(
            self, swimlane=swimlane, items=items, selected=same, moved=moved
        )
        if scene.folded or self.view == self.whole:
            return scene.fitted()
        return replace(scene, view=scene.view.within(scene.whole))

    def day_of(self, item: Item | None) -> float | None:
        """The day by which an item is found: its beginning; None without a date."""
        if item is None or not item.placed:
            return None
        first = item.bounds.sort_key[0]
        if isinstance(item.drawn, Bar):
            first_day, last_day = self.swimlane.first_day, self.swimlane.last_day
            return max(bar_days(item.drawn, first_day, last_day).first, first_day)
        return (first + item.bounds.sort_key[1] + 1) / 2


def _first_of(items: Iterable[Item], records: tuple[str | None, ...]) -> Item | None:
    """The first item of these records, one that numbers others only at need."""
    of_records = (item for item in items if item.record in records)
    return min(of_records, key=lambda item: item.repeats, default=None)


def _in_time(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(
        sorted(items, key=lambda i: (not i.placed, i.bounds.sort_key, i.index))
    )


def whole(swimlane: Swimlane, width: int, *, folded: bool = False) -> Viewport:
    """The view of everything, with a little room at either end."""
    span = max(1, swimlane.last_day + 1 - swimlane.first_day)
    room = max(LEAST_ROOM if swimlane.ordered else 1.0, span * MARGIN)
    first, last = swimlane.first_day - room, swimlane.last_day + 1 + room
    folds = folds_of(swimlane) if folded else ()
    shortest = FEWEST if swimlane.ordered else SHORTEST
    view = Viewport(first, last, max(1, width), folds, shortest)
    return replace(view, first=view.along(first), last=view.along(last))
