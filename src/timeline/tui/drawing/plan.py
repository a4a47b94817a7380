"""The lines of the picture: headings, lanes with their rows, what has no date."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.swimlane.model import Bar, Mark
from timeline.tui.drawing.bar import bar_sketch
from timeline.tui.drawing.cell import Sketch
from timeline.tui.drawing.items import Item
from timeline.tui.drawing.mark import mark_sketch
from timeline.tui.drawing.packing import Placed, pack
from timeline.tui.drawing.scene import Scene

UNDATED = "Undated, or open on one side"


class LineKind(StrEnum):
    """What a line of the picture is."""

    HEADING = "heading"
    LANE = "lane"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of cells before it is drawn."""

    kind: LineKind
    title: str = ""
    subtitle: str = ""
    placed: tuple[Placed, ...] = ()
    """Items on the axis, for a lane."""
    item: Item | None = None
    """The one item of an undated line."""

    def shows(self, index: int | None) -> bool:
        """Whether an item stands on this line."""
        if self.item is not None:
            return self.item.index == index
        return any(placed.item.index == index for placed in self.placed)


def plan(scene: Scene) -> tuple[Line, ...]:
    """All lines, from top to bottom, for the days in view."""
    return (*_lane_lines(scene), *_undated_lines(scene))


def _lane_lines(scene: Scene) -> Iterator[Line]:
    group = None
    for number, lane in enumerate(scene.swimlane.lanes):
        items = [i for i in scene.items if i.lane == number and i.placed]
        if not items:
            continue
        if lane.group != group:
            group = lane.group
            yield Line(LineKind.HEADING, group.value)
        sketches = [(item, _sketch(item, scene)) for item in items]
        rows = pack(sketches, scene.view.width, scene.moved) or ((),)
        for position, row in enumerate(rows):
            title, subtitle = (lane.title, lane.subtitle) if not position else ("", "")
            yield Line(LineKind.LANE, title, subtitle, row)


def _sketch(item: Item, scene: Scene) -> Sketch:
    match item.drawn:
        case Bar() as bar:
            return bar_sketch(bar, scene.swimlane, scene.view)
        case Mark() as mark:
            return mark_sketch(mark, scene.view)
    return {}


def _undated_lines(scene: Scene) -> Iterator[Line]:
    undated = [item for item in scene.items if not item.placed]
    if undated:
        yield Line(LineKind.HEADING, UNDATED)
    lanes = scene.swimlane.lanes
    for item in undated:
        title = "" if item.lane is None else lanes[item.lane].title
        title = title or ("Tumour marker" if item.point else "Record")
        yield Line(LineKind.UNDATED, title, item=item)


def line_of(lines: tuple[Line, ...], index: int | None) -> int | None:
    """Number of the line on which an item stands; None when it is out of view."""
    return next((n for n, line in enumerate(lines) if line.shows(index)), None)


def item_at(lines: tuple[Line, ...], number: int, column: int) -> int | None:
    """Index of the item in a cell of the axis, or the nearest one on that line."""
    if not 0 <= number < len(lines):
        return None
    line = lines[number]
    if line.item is not None:
        return line.item.index
    if not line.placed:
        return None
    return min(line.placed, key=lambda placed: _distance(placed, column)).item.index


def _distance(placed: Placed, column: int) -> int:
    return max(0, placed.first - column, column - placed.last)


def neighbour(lines: tuple[Line, ...], index: int | None, step: int) -> int | None:
    """The item on the next line above or below that has one, nearest in time.

    Args:
        lines: The lines of the picture.
        index: The selected item.
        step: 1 for down, -1 for up.

    Returns:
        Its index; None when there is no line in that direction.
    """
    start = line_of(lines, index)
    column = 0
    if start is None:
        number = 0 if step > 0 else len(lines) - 1
    else:
        number = start + step
        here = [p for p in lines[start].placed if p.item.index == index]
        column = min(here[0].sketch) if here else 0
    while 0 <= number < len(lines):
        found = item_at(lines, number, column)
        if found is not None:
            return found
        number += step
    return None
