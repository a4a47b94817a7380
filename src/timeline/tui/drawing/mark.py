"""A mark in cells: a glyph, and a line over the days on which it may have happened."""

from collections.abc import Callable
from math import ceil, floor

from timeline.case.chronology import Bounds
from timeline.swimlane.model import FIRM, Certainty, Mark, Shape
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.cell import Cell, Sketch, cell, cells_of
from timeline.tui.drawing.viewport import Viewport

SHORT = 3
"""Cells of a calendar period that are too few to need a line."""


def mark_sketch(mark: Mark, view: Viewport) -> Sketch:
    """The cells of a mark without its label; empty when it is out of view."""
    filled, hollow, _ = glyphs.MARKS[mark.shape]
    firm = mark.certainty in FIRM
    glyph = cell(filled if firm else hollow, mark.tone.name)
    sketch = dated_glyph(mark.at, mark.certainty, glyph, view)
    return _boxed(mark, sketch, glyph) if mark.shape is Shape.BOX else sketch


def _boxed(mark: Mark, sketch: Sketch, glyph: Cell) -> Sketch:
    """The label of a mark where its glyph would stand."""
    at = next((column for column, here in sketch.items() if here == glyph), None)
    if at is None:
        return sketch
    tone, firm = mark.tone.name, mark.certainty in FIRM
    chars = cells_of(mark.label)
    ink = ("on", tone) if firm else (tone, "")
    first = max(0, at - (len(chars) - 1) // 2)
    return sketch | {first + n: cell(char, *ink) for n, char in enumerate(chars)}


def sieve(view: Viewport) -> Callable[[Bounds], bool]:
    """Tells, before anything is drawn, whether what these days hold may be in view."""
    first, last = view.day(0), view.day(view.width)

    def seen(at: Bounds) -> bool:
        late = at.latest is None or at.latest + 1 > first
        return late and (at.earliest is None or at.earliest < last)

    return seen


def dated_glyph(
    at: Bounds, certainty: Certainty, glyph: Cell, view: Viewport
) -> Sketch:
    """A glyph in the middle of the days that are possible, with a line over them.

    Where one side is open, the glyph stands at the day that is known, and the line
    fades out from there.
    """
    if at.earliest is None and at.latest is None:
        return {}
    start, stop = _across(at, view)
    if stop <= 0 or start >= view.width:
        return {}
    first, last = floor(start), max(floor(start), ceil(stop) - 1)
    sketch = {}
    wide = last - first >= SHORT and certainty is not Certainty.FIXED
    if certainty not in FIRM or wide:
        line = cell(glyphs.WHISKER[certainty], "whisker")
        sketch = dict.fromkeys(range(max(0, first), min(last + 1, view.width)), line)
    middle = floor((start + stop) / 2)
    if at.earliest is None:
        middle = last
    elif at.latest is None:
        middle = first
    if 0 <= middle < view.width:
        sketch[middle] = glyph
    return sketch


def _across(at: Bounds, view: Viewport) -> tuple[float, float]:
    """From where to where the possible days reach, an open side as far as it fades."""
    start = None if at.earliest is None else view.x(at.earliest)
    stop = None if at.latest is None else view.x(at.latest + 1)
    if start is None:
        return (stop or 0.0) - glyphs.FADE - 1, stop or 0.0
    return start, start + glyphs.FADE + 1 if stop is None else stop
