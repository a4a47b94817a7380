"""What the patient screen shows, and what each key makes of it.

A scene is a frozen value. Every action of the screen is a function from a scene to
the next one, so that keys, clicks and tests do the same.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from timeline.swimlane.model import Bar, Series, Swimlane
from timeline.tui.drawing.bar import reach
from timeline.tui.drawing.items import Item, items_of
from timeline.tui.drawing.viewport import Viewport

MARGIN = 0.02
"""Share of the axis that stays free at either end."""
USUAL_MARKER = "CA19-9"
TITLE_SHARE, NARROWEST_TITLE, WIDEST_TITLE = 0.27, 20, 34


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

    @classmethod
    def of(cls, swimlane: Swimlane, width: int) -> Self:
        """A new scene with everything in view and the first item selected."""
        items = items_of(swimlane)
        selected = 0 if items else None
        return cls(swimlane, whole(swimlane, 1), items, selected).resized(width)

    @property
    def item(self) -> Item | None:
        """The selected item."""
        return None if self.selected is None else self.items[self.selected]

    @property
    def series(self) -> Series | None:
        """The series of the selected marker value, else CA19-9, else the first."""
        every = self.swimlane.series
        point = self.item.point if self.item else None
        chosen = (one for one in every if point is not None and point in one.points)
        usual = (one for one in every if one.marker == USUAL_MARKER)
        return next(chosen, None) or next(usual, None) or next(iter(every), None)

    def in_time(self) -> tuple[Item, ...]:
        """The items by when they begin; those without a date come last."""
        return tuple(
            sorted(self.items, key=lambda i: (not i.placed, i.bounds.sort_key, i.index))
        )

    def resized(self, width: int) -> Self:
        """The same days on another number of columns."""
        title = round(width * TITLE_SHARE)
        title = max(NARROWEST_TITLE, min(WIDEST_TITLE, title))
        view = replace(self.view, width=max(1, width - title))
        return replace(self, title_width=title, view=view)

    def fitted(self) -> Self:
        """Everything in view."""
        return replace(self, view=whole(self.swimlane, self.view.width))

    def zoomed(self, factor: float) -> Self:
        """Closer or further, around the selected item when it is in view."""
        everything = whole(self.swimlane, self.view.width)
        day = self.day_of(self.item)
        if day is None or not self.view.contains(day):
            day = self.view.day(self.view.width / 2)
        return replace(self, view=self.view.zoomed(factor, day, everything))

    def panned(self, share: float) -> Self:
        """Earlier or later by a share of what is in view."""
        everything = whole(self.swimlane, self.view.width)
        return replace(self, view=self.view.panned(share, everything))

    def selecting(self, index: int) -> Self:
        """Another item selected, and brought into view."""
        day = self.day_of(self.items[index])
        everything = whole(self.swimlane, self.view.width)
        view = self.view if day is None else self.view.revealing(day, everything)
        return replace(self, selected=index, view=view)

    def stepped(self, step: int) -> Self:
        """The item that many records later in time, or the last one there is."""
        order = [item.index for item in self.in_time()]
        if self.selected is None:
            return self
        position = order.index(self.selected) + step
        return self.selecting(order[max(0, min(len(order) - 1, position))])

    def at_end(self, *, last: bool) -> Self:
        """The first or the last item in time."""
        order = self.in_time()
        return self.selecting(order[-1 if last else 0].index) if order else self

    def showing(self, swimlane: Swimlane, moved: frozenset[str]) -> Self:
        """Another reading of the same case; zoom and selection stay."""
        record = self.item.record if self.item else None
        items = items_of(swimlane)
        same = next((i.index for i in items if i.record == record), None)
        if same is None and items:
            same = 0
        scene = replace(
            self, swimlane=swimlane, items=items, selected=same, moved=moved
        )
        return replace(scene, view=scene.view.within(whole(swimlane, 1)))

    def day_of(self, item: Item | None) -> float | None:
        """The day by which an item is found: its beginning; None without a date."""
        if item is None or not item.placed:
            return None
        first = item.bounds.sort_key[0]
        if isinstance(item.drawn, Bar):
            return max(reach(item.drawn, self.swimlane).first, self.swimlane.first_day)
        return (first + item.bounds.sort_key[1] + 1) / 2


def whole(swimlane: Swimlane, width: int) -> Viewport:
    """The view of everything, with a little room at either end."""
    span = max(1, swimlane.last_day + 1 - swimlane.first_day)
    room = max(1.0, span * MARGIN)
    return Viewport(
        swimlane.first_day - room, swimlane.last_day + 1 + room, max(1, width)
    )
