"""A swimlane as a printed figure: every shape with its place in millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from timeline.charts.palette import BAND, INK, QUIET, text_on
from timeline.charts.print.axes import (
    axis_name,
    calendar_axis,
    calendar_name,
    calendar_rows,
    gridlines,
    month_axis,
)
from timeline.charts.print.bars import bar
from timeline.charts.print.faces import Face, width
from timeline.charts.print.key import key
from timeline.charts.print.marks import mark
from timeline.charts.print.panel import Panel, panel, panel_shapes
from timeline.charts.print.presets import Preset
from timeline.charts.print.shapes import Box, Rect, Shape, Strokes, Text
from timeline.charts.print.sheet import MARGIN, Across, Band, Row, across, bands
from timeline.charts.print.style import Style
from timeline.charts.print.wrapping import Measure, filled
from timeline.swimlane.model import Bar, Swimlane

SYNTHETIC = "SYNTHETIC DATA: no such patient exists"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure before it is written in any format."""

    width: float
    """In millimetres."""
    height: float
    """In millimetres."""
    title: str
    """What the figure is, for programs that read it aloud."""
    description: str
    """What it shows, in sentences."""
    shapes: tuple[Shape, ...]
    """In the order in which they are drawn."""

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every line of text."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Text))


def draw(
    swimlane: Swimlane, preset: Preset, *, title: str = "", description: str = ""
) -> Drawing:
    """Draw a swimlane in the frame of a preset.

    The height follows from what there is to draw; see `fitting.fitted` for a figure
    that has to stay within the height of its preset.

    Args:
        swimlane: What `swimlane.build.build` gives.
        preset: Width, font and lines.
        title: Title of the file; the kind of figure where none is given.
        description: What the figure shows, for those who cannot see it.

    Raises:
        GlyphError: If a label has letters that the font does not have.
    """
    style = Style(preset)
    where = across(swimlane, style)
    head, top = _head(swimlane, style, where)
    groups = bands(swimlane, style, where)
    lanes = top + (groups[-1].bottom if groups else 0.0)
    panels: list[Panel] = []
    bottom = lanes
    for series in swimlane.series:
        panels.append(panel(series, bottom + 0.4 * style.pitch, style))
        bottom = panels[-1].bottom
    under = bottom + (calendar_rows(swimlane, style, where) + 1.1) * style.pitch
    keys, end = key(swimlane, under, style)
    shapes = (
        *_bands(groups, top, style),
        *gridlines(swimlane, top, bottom, style, where),
        *_uncovered(panels, style),
        *_cutoff(swimlane, top, bottom, style, where),
        *head,
        *month_axis(swimlane, top, style, where),
        *(s for band in groups for s in _band(band, top, style, where)),
        *(s for one in panels for s in panel_shapes(one, style, where)),
        *calendar_axis(swimlane, bottom, style, where),
        *_calendar_name(swimlane, bottom, style, where),
        *keys,
    )
    name = title or "Treatment timeline"
    height = round(end + MARGIN, 2)
    return Drawing(preset.width, height, name, description, shapes)


def _head(
    swimlane: Swimlane, style: Style, where: Across
) -> tuple[tuple[Shape, ...], float]:
    """Title, banner, name of the upper axis and label of the cut-off, from the top."""
    shapes: list[Shape] = []
    top = MARGIN
    for text, colour in _headings(swimlane, style):
        lines = filled(text, style.preset.width - 2 * MARGIN, _bold(style))
        for line in lines:
            middle = top + 0.5 * style.pitch
            shapes.append(
                style.text(line, MARGIN, middle, colour=colour, face=Face.BOLD)
            )
            top += style.pitch
    label = _cutoff_label(swimlane, style, where)
    names = axis_name(swimlane, style, where)
    room = (len(label) + 1.35) * style.pitch
    bottom = top + max(room, (len(names) + 0.3) * style.pitch)
    first = bottom - (len(names) - 0.3) * style.pitch
    for number, (line, colour) in enumerate(names):
        height = first + number * style.pitch
        shapes.append(_right(line, height, style, where, colour))
    shapes += [
        style.text(line, left, bottom - room + (number + 0.5) * style.pitch)
        for number, (line, left) in enumerate(label)
    ]
    return tuple(shapes), bottom


def _headings(swimlane: Swimlane, style: Style) -> Iterator[tuple[str, str]]:
    if style.preset.titled:
        yield swimlane.title, INK
    if swimlane.synthetic:
        yield SYNTHETIC, style.warning


def _bold(style: Style) -> Measure:
    return partial(width, points=style.font, face=Face.BOLD)


def _right(line: str, middle: float, style: Style, where: Across, colour: str) -> Text:
    left = where.left - style.gap - style.measure(line)
    return style.text(line, left, middle, colour=colour)


def _cutoff_label(
    swimlane: Swimlane, style: Style, where: Across
) -> list[tuple[str, float]]:
    """Lines of the label with their left edges, over the cut-off line."""
    if where.cutoff is None or not swimlane.cutoff_label:
        return []
    room = where.right - where.left
    lines = filled(swimlane.cutoff_label, room, style.measure)
    return [
        (
            line,
            max(
                where.left,
                min(
                    where.cutoff - style.measure(line) / 2,
                    where.right - style.measure(line),
                ),
            ),
        )
        for line in lines
    ]


def _bands(groups: tuple[Band, ...], top: float, style: Style) -> Iterator[Rect]:
    for number, band in enumerate(groups):
        if number % 2 == 0:
            box = Box(0, top + band.top, style.preset.width, top + band.bottom)
            yield Rect(box, BAND)


def _uncovered(panels: list[Panel], style: Style) -> Iterator[Rect]:
    """Paper under the headings of panels, so that grid lines do not cross them."""
    for one in panels:
        yield Rect(Box(0, one.top, style.preset.width, one.plot), "#ffffff")


def _cutoff(
    swimlane: Swimlane, top: float, bottom: float, style: Style, where: Across
) -> Iterator[Strokes]:
    if where.cutoff is not None and swimlane.cutoff_label:
        line = (where.cutoff, top), (where.cutoff, bottom)
        yield Strokes((line,), style.pen(INK, dashes=(5.0, 3.0)))


def _band(band: Band, top: float, style: Style, where: Across) -> Iterator[Shape]:
    middle = top + band.top + 0.68 * style.pitch
    yield style.text(band.group.value, MARGIN + 0.4, middle, face=Face.BOLD)
    for row in band.rows:
        yield from _row(row, top + row.top, style, where)


def _row(row: Row, top: float, style: Style, where: Across) -> Iterator[Shape]:
    for number, line in enumerate(row.title):
        middle = top + (number + 0.5) * style.pitch
        yield from _title_line(row, number, line, middle, style, where)
    for drawn in row.drawn:
        what, placed = drawn.what, drawn.placed
        middle = top + (placed.row + 0.5) * style.pitch
        if isinstance(what, Bar):
            yield from bar(what, middle, style, where)
        else:
            yield from mark(what, middle, style, where)
        colour = text_on(style.fill(what.tone)) if placed.inside else INK
        for part in placed.lines:
            height = top + (part.row + 0.5) * style.pitch
            yield style.text(part.text, part.left, height, colour=colour)


def _title_line(
    row: Row, number: int, line: str, middle: float, style: Style, where: Across
) -> Iterator[Text]:
    """A line of a lane's title; what belongs to the subtitle is quieter."""
    lane = row.lane
    if len(row.title) > 1 or not lane.subtitle:
        whole = " ".join(row.title[: number + 1])
        quiet = len(whole) > len(" ".join(lane.title.split()))
        yield _right(line, middle, style, where, QUIET if quiet else INK)
        return
    subtitle = _right(lane.subtitle, middle, style, where, QUIET)
    yield subtitle
    left = subtitle.left - style.measure(f"{lane.title} ")
    yield style.text(lane.title, left, middle)


def _calendar_name(
    swimlane: Swimlane, bottom: float, style: Style, where: Across
) -> Iterator[Text]:
    for number, line in enumerate(calendar_name(swimlane, style, where)):
        middle = bottom + 1.05 * style.em + number * style.pitch
        yield _right(line, middle, style, where, INK)
