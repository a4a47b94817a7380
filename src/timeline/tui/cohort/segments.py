"""The segments of one track in cells: bars that touch stay apart, codes in them."""

from dataclasses import dataclass, replace

from timeline.case.chronology import Bounds
from timeline.swimlane.cohort.model import Segment
from timeline.swimlane.model import Bar, Certainty, Swimlane
from timeline.tui.cohort.looks import segment_code, segment_ink
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.bar import bar_sketch, longest_run
from timeline.tui.drawing.cell import Cell, Sketch, cell_count, written
from timeline.tui.drawing.viewport import Viewport

FADE = 4
"""Cells by which a segment of unknown start reaches back from what is known."""
GAP = 1
_PATTERNS = frozenset(glyphs.UNCERTAIN.values())


@dataclass(frozen=True, slots=True)
class Track:
    """Where and how the segments of a track are drawn."""

    limits: Swimlane
    """The axis, with the end of this patient's observation as its cut-off."""
    view: Viewport
    by_line: bool
    taken: frozenset[int]
    """Columns of marks, in which no code may stand."""
    selected: Segment | None


def segments_sketch(segments: tuple[Segment, ...], track: Track) -> Sketch:
    """The cells of the segments of one track, in the order in which they are given."""
    sketch: Sketch = {}
    labels: Sketch = {}
    for segment in segments:
        bar = _bar(segment, track)
        if not bar:
            continue
        first = min(bar)
        if bar[first].char == glyphs.SOLID and first - 1 in sketch:
            # two bars that touch would be one bar without colour
            bar[first] = Cell(glyphs.EIGHTHS[1], "ground", bar[first].ink)
        sketch |= bar
        labels |= _code(segment, bar, track)
    return sketch | labels


def _bar(segment: Segment, track: Track) -> Sketch:
    ink = segment_ink(segment, by_line=track.by_line)
    bar = segment.bar
    begun = bar.start.earliest is not None
    if bar.unknown_end and bar.start.earliest == bar.start.latest:
        bar = replace(bar, certainty=Certainty.UNPLACED)  # only the end is uncertain
    if not begun:
        bar = _open_start(bar, track.view)
    sketch = bar_sketch(bar, track.limits, track.view)
    if bar.unknown_end:
        sketch = _unknown_end(sketch)
    if not begun and sketch and min(sketch) > 0:
        sketch[min(sketch)] = Cell(glyphs.UNKNOWN_END, bar.tone.name)
    tone = bar.tone.name
    if ink == tone:
        return sketch
    return {column: _inked(cell, tone, ink) for column, cell in sketch.items()}


def _open_start(bar: Bar, view: Viewport) -> Bar:
    """A bar of unknown beginning, drawn a few cells back from what is known of it."""
    ends = (bar.start.latest, bar.stop.earliest, bar.stop.latest)
    known = next((day for day in ends if day is not None), 0)
    back = round(FADE * view.days_per_cell)
    start = Bounds(known - back, known)
    return replace(bar, start=start, certainty=Certainty.UNPLACED)


def _unknown_end(sketch: Sketch) -> Sketch:
    """The sign of an unknown end on the last cell, not on that of the row's end."""
    last = max(sketch, default=0)
    if len(sketch) > 2 and sketch[last].char == glyphs.UNKNOWN_END:  # noqa: PLR2004 - bar, end
        sketch[last - 1] = sketch.pop(last)
    return sketch


def _inked(cell: Cell, tone: str, ink: str) -> Cell:
    return Cell(
        cell.char,
        ink if cell.ink == tone else cell.ink,
        ink if cell.back == tone else cell.back,
    )


def _code(segment: Segment, bar: Sketch, track: Track) -> Sketch:
    """Code and name where there is room between the marks, else the code alone."""
    code = segment_code(segment, by_line=track.by_line)
    ink = segment_ink(segment, by_line=track.by_line)
    style, faint = ("on", ink), (ink, "")
    if segment is track.selected:
        style = faint = ("selected", "select")
    full = {column for column, cell in bar.items() if cell.char == glyphs.SOLID}
    marked = {c + step for c in track.taken & full for step in (-GAP, 0, GAP)}
    solid = longest_run(full - marked)
    places = (
        (f"{code} {segment.name}", solid[GAP : len(solid) - GAP], style),
        (code, solid, style),
        (code, _pattern_run(bar, track.taken), faint),
    )
    for text, room, inks in places:
        width = cell_count(text)
        if width <= len(room):
            at = room.start + (len(room) - width) // 2
            return written(text, at, width, *inks)
    if segment is track.selected:  # one letter shows where it is
        return {sorted(bar)[len(bar) // 2]: Cell(code[0], *style)}
    return {}


def _pattern_run(bar: Sketch, taken: frozenset[int]) -> range:
    """The longest stretch of cells that only may belong to a bar, less the last one."""
    faint = {column for column, cell in bar.items() if cell.char in _PATTERNS}
    run = longest_run(faint - taken)
    return run[: len(run) - GAP]
