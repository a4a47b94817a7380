"""A tumour marker on a logarithmic axis, cell by cell under the lanes.

The line between two values is drawn in braille dots and only joins what was measured
on a known day or month; a value below or above a limit of the assay has a glyph of
its own. Nothing is averaged.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from timeline.swimlane.model import Point, Series
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.axis import grid
from timeline.tui.drawing.cell import Cell, Sketch, cells_of, row_of, written
from timeline.tui.drawing.mark import dated_glyph
from timeline.tui.drawing.scene import Scene

DOTS_ACROSS, DOTS_DOWN = 2, 4
BRAILLE = 0x2800
DOT_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
POINTS = {"=": ("●", "○"), "<": ("▼", "▽"), ">": ("▲", "△")}
"""Filled and hollow glyph of a value, of one below and of one above a limit."""


@dataclass(frozen=True, slots=True)
class LogScale:
    """Whole decades on a number of rows; row 0 is the top."""

    low: int
    """Exponent of ten at the bottom."""
    high: int
    """Exponent of ten at the top."""
    rows: int

    def y(self, value: float) -> float:
        """Distance from the top in rows; the scale's ends for values outside it."""
        share = (self.high - log10(value)) / (self.high - self.low)
        return min(1.0, max(0.0, share)) * (self.rows - 1)


def scale_of(series: Series, rows: int) -> LogScale:
    """The decades that hold every positive value and the upper limit."""
    values = [point.value for point in series.points if point.value > 0]
    if series.upper_limit:
        values.append(series.upper_limit)
    if not values:
        return LogScale(0, 1, rows)
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return LogScale(low, max(high, low + 1), rows)


def curve_rows(scene: Scene, series: Series, height: int) -> list[tuple[Cell, ...]]:
    """The panel of one marker: a heading and `height - 1` rows of curve."""
    scale = scale_of(series, height - 1)
    width, indent = scene.title_width + scene.view.width, scene.title_width
    rows = [dict(grid(scene)) for _ in range(scale.rows)]
    _draw_limit(rows, scene, series, scale)
    _draw_line(rows, scene, series, scale)
    for point in series.points:
        _draw_point(rows, scene, point, scale, alone=len(series.points) == 1)
    labels = _value_labels(series, scale, indent)
    body = [
        row_of(labels[n] | {c + indent: cell for c, cell in row.items()}, width)
        for n, row in enumerate(rows)
    ]
    return [row_of(_heading(series, width), width), *body]


def _heading(series: Series, width: int) -> Sketch:
    name = f"{series.marker} {series.unit}".strip()
    parts = ["log scale"]
    if series.upper_limit is not None:
        origin = " (setting)" if series.limit_is_setting else ""
        parts.append(f"upper limit {series.upper_limit:g}{origin}")
    parts.append(series.note)
    at = len(cells_of(name)) + 2
    said = " · ".join(part for part in parts if part)
    rest = written(said, at, max(0, width - at), "subtitle")
    return written(name, 0, width, "heading") | rest


def _value_labels(series: Series, scale: LogScale, indent: int) -> list[Sketch]:
    labels: list[Sketch] = [{indent - 1: Cell("│", "axis")} for _ in range(scale.rows)]
    for exponent in range(scale.low, scale.high + 1):
        row = round(scale.y(10.0**exponent))
        text = f"{10.0**exponent:g} ┤"
        labels[row] = written(text, indent - len(text), len(text), "axis")
    if series.upper_limit:
        row = round(scale.y(series.upper_limit))
        text = f"limit {series.upper_limit:g} ┤"
        labels[row] |= written(text, indent - len(text), len(text), "limit")
    return labels


def _draw_limit(
    rows: list[Sketch], scene: Scene, series: Series, scale: LogScale
) -> None:
    if series.upper_limit:
        row = rows[round(scale.y(series.upper_limit))]
        line = dict.fromkeys(range(scene.view.width), Cell("╌", "limit"))
        row |= line | {c: cell for c, cell in row.items() if cell.ink == "cutoff"}


def _draw_line(
    rows: list[Sketch], scene: Scene, series: Series, scale: LogScale
) -> None:
    """Join the values in order of time with braille dots."""
    joined = [p for p in series.points if p.certainty in glyphs.DATED and p.value > 0]
    places = [(_x(scene, p), scale.y(p.value) + 0.5) for p in joined]
    dots: dict[tuple[int, int], int] = {}
    for (x0, y0), (x1, y1) in pairwise(places):
        steps = ceil(max(abs(x1 - x0) * DOTS_ACROSS, abs(y1 - y0) * DOTS_DOWN, 1))
        for step in range(steps + 1):
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            key = (floor(y), floor(x))
            across, down = int(x % 1 * DOTS_ACROSS), int(y % 1 * DOTS_DOWN)
            dots[key] = dots.get(key, 0) | DOT_BITS[across][down]
    for (row, column), bits in dots.items():
        if 0 <= column < scene.view.width and 0 <= row < len(rows):
            rows[row][column] = Cell(chr(BRAILLE + bits), "curve")


def _x(scene: Scene, point: Point) -> float:
    first, last = point.at.sort_key
    return scene.view.x((first + last + 1) / 2)


def _draw_point(
    rows: list[Sketch], scene: Scene, point: Point, scale: LogScale, *, alone: bool
) -> None:
    if point.value <= 0:
        return
    filled, hollow = POINTS[point.comparator]
    glyph = filled if point.certainty in glyphs.DATED else hollow
    item = scene.item
    selected = item is not None and item.point is point
    ink, back = ("selected", "select") if selected else ("point", "")
    row = rows[round(scale.y(point.value))]
    drawn = dated_glyph(point.at, point.certainty, Cell(glyph, ink, back), scene.view)
    row |= drawn
    if drawn and alone:
        end = max(drawn) + 2
        row |= written(point.label, end, max(0, scene.view.width - end), "label")
