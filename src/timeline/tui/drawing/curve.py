"""A tumour marker on its own axis, cell by cell under the lanes.

The line between two values is drawn in braille dots and only joins what was measured
on a known day or month; a value below or above a limit of the assay has a glyph of
its own. Nothing is averaged.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from timeline.swimlane.bar_days import therapy_spans
from timeline.swimlane.model import FIRM, Point, Series
from timeline.swimlane.value_scale import ValueScale, tick_text
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.axis import grid
from timeline.tui.drawing.cell import (
    BLANK,
    Cell,
    Sketch,
    cell,
    cell_count,
    row_of,
    shift,
    written,
)
from timeline.tui.drawing.mark import dated_glyph, sieve
from timeline.tui.drawing.rows import with_cursor
from timeline.tui.drawing.scene import Scene
from timeline.tui.drawing.squeeze import squeezed

FACTS = "; "
"""What stands between two facts that are computed of a marker."""
DOTS_ACROSS, DOTS_DOWN = 2, 4
BRAILLE = 0x2800
DOT_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
POINTS = {"=": ("●", "○"), "<": ("▼", "▽"), ">": ("▲", "△")}
"""Filled and hollow glyph of a value, of one below and of one above a limit."""


def curve_rows(
    scene: Scene, series: Series, height: int, text: str = ""
) -> list[tuple[Cell, ...]]:
    """The panel of one marker: a heading, what is computed, and the curve below.

    Args:
        scene: What is in view.
        series: The values.
        height: Rows of the panel, the headings among them.
        text: What is computed of the values; empty for nothing.
    """
    width, indent = scene.width, scene.title_width
    heads = [_heading(scene, series, width)]
    if text:
        said = squeezed(text.split(FACTS), width - 2, FACTS)
        heads.append(written(said, 2, width - 2, "label"))
    scale = series.linear_scale if scene.linear else series.scale
    count = max(1, height - len(heads))
    ground = grid(scene)
    rows = [dict(ground) for _ in range(count)]
    treated = _therapy_columns(scene)
    foot = {column: Cell(glyphs.TREATED, tone) for column, tone in treated.items()}
    rows[-1] = foot | _cutoff(rows[-1])
    _draw_limit(rows, scene, series, scale)
    values = [
        _Value(point, _x(scene, point), scale.down(point.value, count))
        for point in series.points
        if point.value > 0
    ]
    _draw_line(rows, scene, values)
    _draw_points(rows, scene, values, alone=len(series.points) == 1)
    labels = _value_labels(series, scale, count, indent)
    body = [
        row_of(labels[n] | shift(row, indent), width)
        for n, row in enumerate(_shaded(rows, treated))
    ]
    return [row_of(head, width) for head in heads] + [
        with_cursor(row, scene) for row in body
    ]


def nearest_value(scene: Scene, column: int) -> int | None:
    """Index of the item of the value in view that stands nearest to a column."""
    points = scene.series.points if scene.series else ()
    places = {
        item.index: _x(scene, item.point)
        for item in scene.items
        if item.point in points and item.point is not None and item.placed
    }
    shown = {i: x for i, x in places.items() if 0 <= x < scene.view.width}
    return min(shown, key=lambda i: abs(shown[i] - column - 0.5), default=None)


def _therapy_columns(scene: Scene) -> dict[int, str]:
    """Columns in which systemic therapy certainly ran, with the tone of its bar."""
    columns: dict[int, str] = {}
    for span in therapy_spans(scene.swimlane):
        first, last = scene.view.x(span.first), scene.view.x(span.last)
        for column in range(max(0, floor(first)), min(ceil(last), scene.view.width)):
            columns.setdefault(column, span.tones[column % len(span.tones)].name)
    return columns


def _shaded(rows: list[Sketch], columns: Iterable[int]) -> list[Sketch]:
    """The rows with the time on therapy behind them."""
    for row in rows:
        for column in columns:
            drawn = row.get(column, BLANK)
            if not drawn.back:
                row[column] = cell(drawn.char, drawn.ink, "shade")
    return rows


def _heading(scene: Scene, series: Series, width: int) -> Sketch:
    name = f"{series.marker} {series.unit}".strip()
    every = scene.swimlane.series
    on_log = series.scale.logarithmic and not scene.linear
    parts = ["log scale" if on_log else "linear scale"]
    if len(every) > 1:
        parts.insert(0, f"{every.index(series) + 1} of {len(every)}")
    if series.upper_limit is not None:
        origin = " (setting)" if series.limit_is_setting else ""
        parts.append(f"upper limit {series.upper_limit:g}{origin}")
    parts.append(series.note)
    at = cell_count(name) + 2
    said = " · ".join(part for part in parts if part)
    rest = written(said, at, max(0, width - at), "subtitle")
    return written(name, 0, width, "heading") | rest


def _value_labels(
    series: Series, scale: ValueScale, count: int, indent: int
) -> list[Sketch]:
    labels: list[Sketch] = [{indent - 1: Cell("│", "axis")} for _ in range(count)]
    for row, value in scale.named(count).items():
        text = f"{tick_text(value)} ┤"
        labels[row] = written(text, indent - len(text), len(text), "axis")
    if series.upper_limit:
        row = scale.row(series.upper_limit, count)
        text = f"limit {tick_text(series.upper_limit)} ┤"
        labels[row] |= written(text, indent - len(text), len(text), "limit")
    return labels


def _draw_limit(
    rows: list[Sketch], scene: Scene, series: Series, scale: ValueScale
) -> None:
    if series.upper_limit:
        row = rows[scale.row(series.upper_limit, len(rows))]
        line = dict.fromkeys(range(scene.view.width), Cell(glyphs.LIMIT, "limit"))
        row |= line | _cutoff(row)


def _cutoff(row: Sketch) -> Sketch:
    return {column: cell for column, cell in row.items() if cell.ink == "cutoff"}


class _Value(NamedTuple):
    """A value that has a place on the scale."""

    point: Point
    x: float
    """Distance of the middle of its days from the left edge, in cells."""
    y: float
    """Distance from the top, in rows."""


def _draw_line(rows: list[Sketch], scene: Scene, values: list[_Value]) -> None:
    """Join the values in order of time with braille dots."""
    joined = [(v.x, v.y + 0.5) for v in values if v.point.certainty in FIRM]
    dots: dict[tuple[int, int], int] = {}
    for (x0, y0), (x1, y1) in pairwise(joined):
        if x1 < 0 or x0 >= scene.view.width:
            continue
        steps = ceil(max(abs(x1 - x0) * DOTS_ACROSS, abs(y1 - y0) * DOTS_DOWN, 1))
        for step in _steps_in_view(x0, x1, steps, scene.view.width):
            share = step / steps
            across = floor((x0 + (x1 - x0) * share) * DOTS_ACROSS)
            down = floor((y0 + (y1 - y0) * share) * DOTS_DOWN)
            key = down // DOTS_DOWN, across // DOTS_ACROSS
            bit = DOT_BITS[across % DOTS_ACROSS][down % DOTS_DOWN]
            dots[key] = dots.get(key, 0) | bit
    for (row, column), bits in dots.items():
        if 0 <= column < scene.view.width and 0 <= row < len(rows):
            rows[row][column] = cell(chr(BRAILLE + bits), "curve")


def _steps_in_view(x0: float, x1: float, steps: int, width: int) -> range:
    """The steps from one value to the next that may fall into the view."""
    if x1 <= x0:
        return range(steps + 1)
    share = steps / (x1 - x0)
    first, last = floor(-x0 * share), ceil((width - x0) * share)
    return range(max(0, first), min(steps, last) + 1)


def _x(scene: Scene, point: Point) -> float:
    first, last = point.at.sort_key
    return scene.view.x((first + last + 1) / 2)


def _draw_points(
    rows: list[Sketch], scene: Scene, values: list[_Value], *, alone: bool
) -> None:
    """The glyphs of the values in view, and the text of one that stands alone."""
    seen, selected = sieve(scene.view), scene.item.point if scene.item else None
    for point, _, y in sorted(values, key=lambda value: _rank(value.point, selected)):
        if not seen(point.at):
            continue
        filled, hollow = POINTS[point.direction]
        glyph = filled if point.certainty in FIRM else hollow
        inks = ("selected", "select") if point is selected else ("point", "")
        row = rows[round(y)]
        drawn = dated_glyph(point.at, point.certainty, cell(glyph, *inks), scene.view)
        row |= drawn
        if drawn and alone:
            end = max(drawn) + 2
            row |= written(point.label, end, max(0, scene.view.width - end), "label")


def _rank(point: Point, selected: Point | None) -> int:
    """What may not hide behind other values of its cell is drawn after them."""
    return 2 if point is selected else int(point.direction != "=")
