"""Where everything stands on the page: its lanes in rows, its width in pixels."""

from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from timeline.charts.geometry import (
    Area,
    Drawn,
    DrawnBar,
    DrawnMark,
    GroupRows,
    LaneRows,
    LaneTitle,
    RowHeights,
    cutoff_edge,
    lay_groups,
    lay_strip,
)
from timeline.charts.horizontal import Horizontal
from timeline.charts.label_places import LabelPlace
from timeline.charts.text_lines import cut_to, text_width
from timeline.language.words import Words
from timeline.swimlane.model import Lane, Swimlane

D_co = TypeVar("D_co", bound=Drawn, covariant=True)
FONT = 13
ROW = 24
"""Height of one row in pixels."""
WIDTH = 1000
"""Width for which labels are placed; a wider figure has the more room."""
RIGHT = 36
MARK = 13
BOX = 22
"""Side of the box around a response in the strip."""
GAP = 6
_SMALLEST_LEFT, _LARGEST_LEFT = 190, 340
_ARROW_ROOM = 16
_STRIP_ROW = 0.5
"""The middle of the first row of the strip, in rows."""
_HEIGHTS = RowHeights(heading=1, no_heading=0, below_lane=0, below_group=0.35)


@dataclass(frozen=True, slots=True)
class OnSheet(Generic[D_co]):
    """A bar or a mark on the sheet."""

    drawn: D_co
    label: LabelPlace
    """Its row and its label, in pixels from the left edge of the drawing area."""
    first_row: float
    """The middle of the first row of its lane, in rows."""

    @property
    def y(self) -> float:
        """Its own middle, in rows."""
        return self.first_row + self.label.row


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lanes with their rows."""

    axis: Horizontal
    left: int
    """Width of the column of lane titles in pixels."""
    strip: LaneRows | None
    """The response strip, above the lanes."""
    first: float
    """Where what is below the strip begins, in rows."""
    groups: tuple[GroupRows, ...]
    word: Words
    """The fixed words of the picture."""

    @property
    def rows(self) -> float:
        """Height of all lanes, in rows."""
        return self.first + (self.groups[-1].bottom if self.groups else 0)

    @property
    def lanes(self) -> tuple[tuple[float, LaneRows], ...]:
        """Each lane with the middle of its first row; the strip is not among them."""
        lanes = (lane for group in self.groups for lane in group.lanes)
        return tuple((self.first + lane.top + 0.5, lane) for lane in lanes)

    @property
    def titles(self) -> tuple[tuple[float, Lane], ...]:
        """The strip, then every lane, with the middle of the row of its title."""
        strip = ((_STRIP_ROW, self.strip.lane),) if self.strip else ()
        return (*strip, *((y, rows.lane) for y, rows in self.lanes))

    @property
    def bars(self) -> tuple[OnSheet[DrawnBar], ...]:
        """Every bar, lane after lane."""
        return tuple(OnSheet(*bar, y) for y, lane in self.lanes for bar in lane.bars)

    @property
    def marks(self) -> tuple[OnSheet[DrawnMark], ...]:
        """Every mark of a lane, lane after lane."""
        return tuple(OnSheet(*mark, y) for y, lane in self.lanes for mark in lane.marks)

    @property
    def placed(self) -> tuple[OnSheet[Drawn], ...]:
        """Both, lane after lane."""
        return tuple(OnSheet(*both, y) for y, lane in self.lanes for both in lane.drawn)

    @property
    def strip_marks(self) -> tuple[OnSheet[DrawnMark], ...]:
        """Every box of the strip."""
        marks = self.strip.marks if self.strip else ()
        return tuple(OnSheet(*mark, _STRIP_ROW) for mark in marks)


def sheet(swimlane: Swimlane) -> Sheet:
    """Lay out a swimlane for a sheet of `WIDTH` pixels."""
    left = _left(swimlane)
    pixels = WIDTH - left - RIGHT
    area = Area(
        axis=Horizontal.spanning(swimlane, pixels, before=0, after=_ARROW_ROOM),
        cutoff=cutoff_edge(swimlane),
        mark=MARK / 2,
        arrow=_ARROW_ROOM,
        gap=GAP,
        measure=partial(text_width, size=FONT - 1),
        box=lambda _: BOX,
    )
    strip = None
    if swimlane.strip:
        strip = lay_strip(swimlane.strip, area, _title(swimlane.strip))
    first = strip.height + _HEIGHTS.below_group if strip else 0.0
    groups = tuple(lay_groups(swimlane, area, _HEIGHTS, _title))
    return Sheet(area.axis, left, strip, first, groups, swimlane.word)


def _left(swimlane: Swimlane) -> int:
    lanes = [*swimlane.lanes, *([swimlane.strip] if swimlane.strip else [])]
    titles = [f"{lane.title} {lane.subtitle}".rstrip() for lane in lanes]
    if swimlane.ordered:
        titles.append(swimlane.word("axis.order_note"))
    needed = max((text_width(title, FONT) for title in titles), default=0) + 20
    return round(min(max(needed, _SMALLEST_LEFT), _LARGEST_LEFT))


def _title(lane: Lane) -> LaneTitle:
    return LaneTitle((lane.title,))


def shortened_subtitle(lane: Lane) -> str:
    """The subtitle as far as the widest column of titles has room for it."""
    room = _LARGEST_LEFT - 20 - text_width(f"{lane.title} ", FONT)
    return cut_to(lane.subtitle, room, partial(text_width, size=FONT))
