"""A bar in cells: solid where it certainly ran, patterned where it may have run."""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, floor

from timeline.swimlane.bar_days import BarDays, bar_days
from timeline.swimlane.model import Bar, Swimlane, Tone
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.cell import Cell, Sketch, cell
from timeline.tui.drawing.viewport import Viewport

FULL = 8
_SIGN_EVERY = 8
_HALVES = 2
"""Tones that one cell can show."""


def bar_sketch(bar: Bar, swimlane: Swimlane, view: Viewport) -> Sketch:
    """The cells of a bar without its label; empty when it is out of view.

    An exact end is drawn to an eighth of a cell, an open side fades out and ends with
    a question. Every bar in view has a cell.
    """
    days = bar_days(bar, swimlane.first_day, swimlane.last_day)
    start, stop = view.x(days.first), view.x(days.last)
    solid = view.x(days.solid_from), view.x(days.solid_to)
    columns = range(max(0, floor(start)), min(view.width, ceil(stop)))
    drawn: Sketch = {}
    for first, last in pairwise(_changes(columns, (start, stop, *solid))):
        content = _cell(first, bar, (start, stop), solid)
        if content:
            drawn |= dict.fromkeys(range(first, last), content)
    if columns and not drawn:
        certain = days.solid_from < days.solid_to
        least = "▌" if certain else glyphs.UNCERTAIN[bar.certainty]
        drawn = {columns[0]: cell(least, bar.tone.name)}
    for column, end in _ends(bar, days, swimlane, view).items():
        if 0 <= column < view.width:
            drawn[column] = end
    return _shared(drawn, bar.tones) if bar.further else drawn


def _shared(drawn: Sketch, tones: tuple[Tone, ...]) -> Sketch:
    """The cells of a bar of several tones: halves where it is solid, else by turns.

    Signs on it tell it from a bar of one tone where colours are few or none.
    """
    run = solid_run(drawn)
    cells = {
        column: _shared_cell(here, column, tones) for column, here in drawn.items()
    }
    if run:
        middle = run.start + len(run) // 2
        signed = (column for column in run if (column - middle) % _SIGN_EVERY == 0)
        sign = cell(glyphs.COMBINED, "on", tones[0].name)
        cells |= dict.fromkeys(signed, sign)
    return cells


def _shared_cell(here: Cell, column: int, tones: tuple[Tone, ...]) -> Cell:
    turn = column % len(tones)
    name, following = tones[turn].name, tones[(turn + 1) % len(tones)].name
    if here.char == glyphs.SOLID:
        halves = (name, following) if len(tones) > _HALVES else (t.name for t in tones)
        return cell(glyphs.SHARED, *halves)
    return cell(here.char, here.ink, name) if here.back else cell(here.char, name)


def _changes(columns: range, ends: tuple[float, ...]) -> list[int]:
    """The columns where the cells of a bar may change; between them all are alike."""
    places = {floor(end) + step for end in ends for step in (0, 1)}
    inner = {column for column in places if columns.start < column < columns.stop}
    return sorted(inner | {columns.start, columns.stop}) if columns else []


def _cell(
    column: int, bar: Bar, ends: tuple[float, float], solid: tuple[float, float]
) -> Cell | None:
    """One cell of a bar; `ends` and `solid` are distances from the left edge."""
    tone = bar.tone.name
    start, stop = max(solid[0], column), min(solid[1], column + 1)
    eighths = max(0, round((stop - start) * FULL))
    if eighths >= FULL:
        return cell(glyphs.SOLID, tone)
    maybe = min(ends[1], column + 1) - max(ends[0], column)
    if round(maybe * FULL) > eighths:
        full = eighths * 2 >= FULL
        fill = glyphs.SOLID if full else glyphs.UNCERTAIN[bar.certainty]
        return cell(fill, tone)
    if eighths == 0:
        return None
    if start > column and stop >= column + 1:
        return cell(glyphs.EIGHTHS[FULL - eighths], "ground", tone)
    return cell(glyphs.EIGHTHS[eighths], tone)


def _ends(bar: Bar, days: BarDays, swimlane: Swimlane, view: Viewport) -> Sketch:
    """What stands before and after the columns on which anything limits the bar."""
    if not (days.open_start or days.open_end or bar.ongoing):
        return {}
    tone = bar.tone.name
    question, open_side = cell(glyphs.UNKNOWN_END, tone), cell(glyphs.OPEN_SIDE, tone)
    first, last = floor(view.x(days.first)), ceil(view.x(days.last))
    sketch: Sketch = {}
    if days.open_start:
        sketch = dict.fromkeys(range(first - glyphs.FADE, first), open_side)
        sketch[first - glyphs.FADE - 1] = question
    if days.open_end:
        cutoff = swimlane.cutoff.latest
        room = glyphs.FADE if cutoff is None else ceil(view.x(cutoff + 1)) - last
        end = last + max(0, min(glyphs.FADE, room))  # nothing known after the cut-off
        sketch |= dict.fromkeys(range(last, end), open_side)
        last = end
        sketch[last] = question
    elif bar.ongoing:
        sketch[last] = cell(glyphs.ONGOING, tone)
    return sketch


def solid_run(sketch: Sketch) -> range:
    """The longest stretch of full cells, which is where a label may stand inside."""
    return run_of(sketch, glyphs.SOLID)


def run_of(sketch: Sketch, char: str) -> range:
    """The longest stretch of cells that hold one character."""
    return longest_run(column for column, here in sketch.items() if here.char == char)


def longest_run(columns: Iterable[int]) -> range:
    """The longest stretch of columns that follow one another; the first of equals."""
    begin = length = first = 0
    last = None
    for column in sorted(columns):
        if column - 1 != last:
            first = column
        last = column
        if column - first >= length:
            begin, length = first, column - first + 1
    return range(begin, begin + length)
