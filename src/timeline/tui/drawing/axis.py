"""The axis: months since time zero, calendar years, or the order of events."""

from dataclasses import replace
from math import ceil, floor

from timeline.swimlane.time_axis import Tick, TimeAxis, most_ticks
from timeline.tui.drawing.cell import Cell, Sketch, cells_of, written
from timeline.tui.drawing.glyphs import CUTOFF, FOLD, GRID, ZERO
from timeline.tui.drawing.scene import Scene

COLUMN_ROOM = 4
"""Cells that the number of a column needs."""
ROOM = 8
"""Cells that a tick and its text need."""


def ticks(scene: Scene) -> tuple[Tick, ...]:
    """The ticks in view; a relative case never has calendar ticks.

    Where stretches are folded they are as close as the days that are left have room
    for: those of the whole length might all fall into the folds.
    """
    view, axis = scene.view, time_axis(scene)
    room = COLUMN_ROOM if axis.ordered else ROOM
    whole, left = view.day(view.width) - view.day(0), view.last - view.first
    most = most_ticks(view.width, room) * max(1.0, whole / left)
    return tuple(
        tick
        for tick in axis.lower_ticks(floor(most))
        if view.contains(tick.middle)
        and not any(fold.first < tick.day < fold.last for fold in view.folds)
    )


def time_axis(scene: Scene) -> TimeAxis:
    """The axis as far as it is in view, as the reader wants it."""
    view, whole = scene.view, scene.swimlane.time_axis
    if whole.ordered:
        first, last = max(1, floor(view.day(0))), min(whole.last_day, floor(view.last))
        return replace(whole, first_day=first, last_day=last)
    return replace(
        whole,
        first_day=floor(view.day(0)),
        last_day=ceil(view.day(view.width)),
        zero=zero_day(scene),
        calendar=scene.calendar,
    )


def zero_day(scene: Scene) -> int:
    """The day of the 0 on the axis: the earliest one on which time zero can be."""
    bounds = scene.time_zero.bounds
    known = (bounds.earliest, bounds.latest)
    return next((day for day in known if day is not None), scene.swimlane.first_day)


def fold_columns(scene: Scene) -> frozenset[int]:
    """The middle column of each fold in view."""
    middles = ((fold.first + fold.last) / 2 for fold in scene.view.folds)
    columns = (floor(scene.view.x(day)) for day in middles)
    return frozenset(c for c in columns if 0 <= c < scene.view.width)


def cursor_column(scene: Scene) -> int | None:
    """The column of the time cursor; None while it is off or out of view."""
    if scene.cursor is None or not scene.view.contains(scene.cursor):
        return None
    return floor(scene.view.x(scene.cursor))


def grid(scene: Scene) -> Sketch:
    """The columns of the ticks, of time zero and of the cut-off."""
    if not scene.dated:
        return {}
    view, swimlane = scene.view, scene.swimlane
    edges = swimlane.time_axis.column_edges
    if edges:
        seen = (int(view.x(edge)) for edge in edges if view.contains(edge))
        return dict.fromkeys(seen, Cell(GRID, "grid"))
    sketch = {int(view.x(tick.day)): Cell(GRID, "grid") for tick in ticks(scene)}
    zero = zero_day(scene)
    if view.contains(zero):
        sketch[int(view.x(zero))] = Cell(ZERO, "grid")
    cutoff = swimlane.cutoff.latest
    if cutoff is not None and view.contains(cutoff):
        sketch[int(view.x(cutoff + 1))] = Cell(CUTOFF, "cutoff")
    sketch |= dict.fromkeys(fold_columns(scene), Cell(FOLD, "fold"))
    return {column: cell for column, cell in sketch.items() if column < view.width}


def tick_row(scene: Scene) -> Sketch:
    """The texts of the ticks, with the middle of each over its column."""
    sketch: Sketch = {}
    end = -1
    for tick in ticks(scene):
        at = max(0, int(scene.view.x(tick.middle)) - len(tick.text) // 2)
        if end < at and at + len(tick.text) <= scene.view.width:
            sketch |= written(tick.text, at, len(tick.text), "axis")
            end = at + len(tick.text)
    return sketch | dict.fromkeys(fold_columns(scene), Cell(FOLD, "fold"))


def caption_row(scene: Scene) -> Sketch:
    """What the cut-off line is, written to the left of it or at the right edge."""
    swimlane, view = scene.swimlane, scene.view
    cutoff = swimlane.cutoff.latest
    if cutoff is None or not swimlane.cutoff_label or not view.contains(cutoff):
        return {}
    width = min(len(cells_of(swimlane.cutoff_label)), view.width - 2)
    column = min(int(view.x(cutoff + 1)), view.width - 1)
    at = max(0, column - width - 1)
    text = written(swimlane.cutoff_label, at, width, "axis")
    return text | {column: Cell(CUTOFF, "cutoff")}


def axis_title(scene: Scene) -> str:
    """What the numbers of the axis count."""
    if scene.swimlane.ordered:
        return "place"
    return "calendar years" if time_axis(scene).shows_calendar else "months"
