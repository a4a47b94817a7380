"""The lines of the picture: headings, lanes with their rows, what has no date."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.swimlane.model import Bar, Group, Mark
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.bar import bar_sketch
from timeline.tui.drawing.cell import Sketch
from timeline.tui.drawing.items import Item
from timeline.tui.drawing.mark import mark_sketch, sieve
from timeline.tui.drawing.packing import Placed, pack
from timeline.tui.drawing.scene import Scene

UNDATED = "Without any date"
EARLIER = "Before the time shown"
UNPLACED = "Placed by no order"


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
    group: Group | None = None
    """The group of a heading that can be closed."""
    held: tuple[int, ...] = ()
    """Indexes of the items that the heading of a closed group stands for."""

    def touched(self, column: int) -> int | None:
        """Index of the item whose cells or label hold a column; None for none."""
        if self.item is not None:
            return self.item.index if column >= 0 else None
        held = (p for p in self.placed if p.first <= column <= p.last)
        return next((placed.item.index for placed in held), None)

    def shows(self, index: int | None) -> bool:
        """Whether an item stands on this line, or behind it in a closed group."""
        if self.item is not None:
            return self.item.index == index
        if self.held:
            return index in self.held
        return any(placed.item.index == index for placed in self.placed)


def plan(scene: Scene) -> tuple[Line, ...]:
    """All lines, from top to bottom, for the days in view."""
    return (*_lane_lines(scene), *_undated_lines(scene))


def _lane_lines(scene: Scene) -> Iterator[Line]:
    by_lane: dict[int, list[Item]] = {}
    for item in scene.items:
        if item.lane is not None and item.placed and _wanted(item, scene):
            by_lane.setdefault(item.lane, []).append(item)
    lanes, seen = scene.swimlane.lanes, sieve(scene.view)
    group = None
    for number, items in sorted(by_lane.items()):
        lane = lanes[number]
        if lane.group != group:
            group = lane.group
            if scene.headings:
                yield _heading(scene, group, by_lane)
        if group in scene.closed:
            continue
        sketches = (
            (item, _sketch(item, scene))
            for item in items
            if not isinstance(item.drawn, Mark) or seen(item.drawn.at)
        )
        rows = pack(sketches, scene.view.width, scene.moved) or ((),)
        for position, row in enumerate(rows):
            title, subtitle = (lane.title, lane.subtitle) if not position else ("", "")
            yield Line(LineKind.LANE, title, subtitle, row)


def _wanted(item: Item, scene: Scene) -> bool:
    hidden = scene.hidden
    return not hidden or item.drawn is None or not hidden.issuperset(item.drawn.tones)


def _heading(scene: Scene, group: Group, by_lane: dict[int, list[Item]]) -> Line:
    named, lanes = scene.swimlane.word.of(group), scene.swimlane.lanes
    if group not in scene.closed:
        return Line(LineKind.HEADING, f"{glyphs.OPEN} {named}", group=group)
    inside = [by_lane[n] for n in sorted(by_lane) if lanes[n].group == group]
    count = f"{len(inside)} lane{'s' * (len(inside) != 1)} closed"
    # what is in view comes first, so that reaching the heading moves no window
    days = {item.index: scene.day_of(item) for items in inside for item in items}
    held = sorted(days, key=lambda n: not _in_view(scene, days[n]))
    title = f"{glyphs.CLOSED} {named}"
    return Line(LineKind.HEADING, title, count, group=group, held=tuple(held))


def _in_view(scene: Scene, day: float | None) -> bool:
    return day is not None and scene.view.contains(day)


def _sketch(item: Item, scene: Scene) -> Sketch:
    match item.drawn:
        case Bar() as bar:
            return bar_sketch(bar, scene.swimlane, scene.view)
        case Mark() as mark:
            return mark_sketch(mark, scene.view)
    return {}


def _undated_lines(scene: Scene) -> Iterator[Line]:
    unplaced = [i for i in scene.items if not i.placed and scene.shows(i)]
    before = {event.record for event in scene.swimlane.earlier}
    earlier = [item for item in unplaced if item.record in before]
    undated = [item for item in unplaced if item.record not in before]
    if earlier and scene.headings:
        yield Line(LineKind.HEADING, EARLIER)
    for item in earlier:
        yield Line(LineKind.UNDATED, "Earlier", item=item)
    if undated and scene.headings:
        said = UNPLACED if scene.swimlane.ordered else UNDATED
        yield Line(LineKind.HEADING, said)
    lanes = scene.swimlane.lanes
    unnamed = "Not placed" if scene.swimlane.ordered else "Not dated"
    for item in undated:
        title = "" if item.lane is None else lanes[item.lane].title
        title = title or ("Tumour marker" if item.point else unnamed)
        yield Line(LineKind.UNDATED, title, item=item)


def line_under(lines: tuple[Line, ...], number: int) -> Line | None:
    """The line of a number, or None below the last one."""
    return lines[number] if 0 <= number < len(lines) else None


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
    if line.held:
        return line.held[0]
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
        nearest = item_at(lines, number, column)
        if nearest is not None:
            return nearest
        number += step
    return None
