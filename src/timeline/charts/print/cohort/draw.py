"""A cohort as a printed figure: every shape with its place in millimetres."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from timeline.charts.cohort.style import MarkLook, end_looks, event_looks, segment_look
from timeline.charts.key_entries import cohort_certainties
from timeline.charts.palette import GRID, INK, text_on
from timeline.charts.pieces import Look as Fill
from timeline.charts.pieces import Piece
from timeline.charts.print.axes import tick_names, ticks_that_fit
from timeline.charts.print.bars import swatch
from timeline.charts.print.cohort.panel import at_risk, panel, panel_shapes
from timeline.charts.print.cohort.rows import row_shapes
from timeline.charts.print.cohort.sheet import (
    Density,
    PrintMeasures,
    PrintSheet,
    measures,
    sheet,
    unprinted,
)
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.faces import Face, width
from timeline.charts.print.head import heading_lines
from timeline.charts.print.key import WIDE, Draw, KeyEntry, certainty_key, lay_key
from timeline.charts.print.presets import Preset, PresetError
from timeline.charts.print.shapes import Box, Shape, Strokes
from timeline.charts.print.sheet import MARGIN, Across
from timeline.charts.print.style import Style
from timeline.charts.print.symbols import draw_mark, ink
from timeline.charts.text_lines import filled
from timeline.swimlane.cohort.model import CohortSwimlane, Segment
from timeline.swimlane.time_axis import Tick, month_ticks

_STEP = 0.25
"""Points by which the font gives way."""
_LEAST_ROW, _MOST_ROW = 0.8, 2.4
"""Height of a row without texts, in millimetres."""
_TICK = 0.4
"""Length of a tick in font sizes."""


def fitted_cohort(
    cohort: CohortSwimlane, preset: Preset, *, title: str = "", description: str = ""
) -> Drawing:
    """Draw a cohort within the width and the height of a preset.

    First the font gives way down to the smallest that the preset allows, then the
    marks move onto the segments, then the rows become lines without texts.

    Raises:
        PresetError: If there are too many rows; it says how many there is room for.
        GlyphError: If a text has letters that the font does not have.
    """
    for density in (Density.FULL, Density.COMPACT):
        points = preset.font
        while points >= preset.least_font:
            style = Style(replace(preset, font=points))
            drawing = draw_cohort(cohort, style, measures(density, style))
            if drawing.height <= preset.height:
                return replace(drawing, title=title, description=description)
            points -= _STEP
    style = Style(preset)
    least = draw_cohort(cohort, style, measures(Density.THIN, style, _LEAST_ROW))
    spare = preset.height - least.height
    tracks = sum(row.tracks * 0.7 + 0.3 for row in cohort.rows)
    if spare < 0:
        room = int(len(cohort.rows) + spare / _LEAST_ROW)
        raise PresetError(
            f"{len(cohort.rows)} rows need {least.height:.0f} mm; {preset.name} allows "
            f"{preset.height:g} mm.",
            hint=f"Choose at most {max(room, 1)} patients, or a higher frame.",
        )
    row = min(_LEAST_ROW + spare / max(tracks, 1), _MOST_ROW)
    drawing = draw_cohort(cohort, style, measures(Density.THIN, style, row))
    return replace(drawing, title=title, description=description)


def draw_cohort(
    cohort: CohortSwimlane, style: Style, heights: PrintMeasures
) -> Drawing:
    """Draw a cohort; the height follows from what there is to draw.

    Raises:
        GlyphError: If a text has letters that the font does not have.
    """
    placed = sheet(cohort, style, heights)
    across = placed.across
    ticks = _ticks(cohort, style, across)
    head, top = _head(cohort, placed, ticks, style)
    end = top + placed.height
    shapes: list[Shape] = [*_grid(ticks, top, end, style, across)]
    shapes += row_shapes(cohort, placed, top, style)
    shapes += head
    if cohort.curve:
        curve_panel = panel(
            cohort, cohort.curve, end + 0.3 * style.pitch, style, across
        )
        shapes += panel_shapes(curve_panel, style, across)
        end = curve_panel.bottom
    shapes += _axis(ticks, end, 1, style, across)
    under = end + 2.0 * style.pitch
    if cohort.curve:
        name = cohort.word("cohort.at_risk")
        shapes += at_risk(cohort.curve, name, ticks, under, style, across)
        under += 1.1 * style.pitch
    keys, bottom = lay_key(tuple(entries(cohort, style)), under, style)
    height = round(bottom + MARGIN, 2)
    drawn = Drawing(style.preset.width, height, "", "", (*shapes, *keys))
    omitted = unprinted(cohort, placed.columns) if placed.columns else ()
    return replace(drawn, language=cohort.language, unprinted=omitted)


def _ticks(cohort: CohortSwimlane, style: Style, across: Across) -> tuple[Tick, ...]:
    most = ticks_that_fit(style, across, "888")
    return month_ticks(0, cohort.first_day, cohort.last_day, most=most, relative=True)


def _head(
    cohort: CohortSwimlane, placed: PrintSheet, ticks: tuple[Tick, ...], style: Style
) -> tuple[list[Shape], float]:
    """Title, banner, heads of the columns, and the axis above the rows."""
    across, bold = placed.across, partial(width, points=style.font, face=Face.BOLD)
    shapes, top = heading_lines(_headings(cohort, style), style)
    heads = [filled(column.title, column.room, bold) for column in placed.columns]
    names = filled(
        cohort.word("cohort.since", zero=cohort.zero),
        across.right - across.left,
        style.measure,
    )
    above = max([len(names) + 1.2, *(len(lines) for lines in heads)])
    bottom = top + (above + 0.2) * style.pitch
    for column, lines in zip(placed.columns, heads, strict=True):
        first = bottom - (len(lines) - 0.3) * style.pitch
        shapes += [
            style.text(line, column.left, first + n * style.pitch, face=Face.BOLD)
            for n, line in enumerate(lines)
        ]
    for number, line in enumerate(names):
        left = (across.left + across.right - style.measure(line)) / 2
        shapes.append(style.text(line, left, top + (number + 0.5) * style.pitch))
    shapes += _axis(ticks, bottom, -1, style, across)
    return shapes, bottom


def _headings(cohort: CohortSwimlane, style: Style) -> Iterator[tuple[str, str]]:
    if style.preset.titled:
        yield cohort.title, INK
    synthetic, total = sum(row.synthetic for row in cohort.rows), len(cohort.rows)
    if synthetic == total and synthetic:
        yield cohort.word("head.synthetic_cohort"), style.warning
    elif synthetic:
        words = cohort.word("cohort.synthetic", synthetic=synthetic, total=total)
        yield words, style.warning


def _axis(
    ticks: tuple[Tick, ...], height: float, side: int, style: Style, across: Across
) -> Iterator[Shape]:
    """Months on a line, with ticks and numbers on one side of it."""
    length = side * _TICK * style.em
    line = (across.left, height), (across.right, height)
    marks = (
        ((across.x(t.day), height), (across.x(t.day), height + length)) for t in ticks
    )
    yield Strokes((line, *marks), style.pen(INK))
    middle = height + length + side * 0.6 * style.em
    names = [(tick.day, tick.text) for tick in ticks]
    yield from tick_names(names, middle, style, across)


def _grid(
    ticks: tuple[Tick, ...], top: float, bottom: float, style: Style, across: Across
) -> Iterator[Strokes]:
    lines = tuple(((across.x(t.day), top), (across.x(t.day), bottom)) for t in ticks)
    if style.preset.gridlines and lines:
        yield Strokes(lines, style.pen(GRID))


def entries(cohort: CohortSwimlane, style: Style) -> Iterator[KeyEntry]:
    """What is drawn, each once."""
    segments = [item for row in cohort.rows for item in row.segments]
    yield from _segments(segments, cohort, style)
    for name, look in (*event_looks(cohort), *end_looks(cohort)):
        yield KeyEntry(_mark(look), name)
    yield from map(certainty_key, cohort_certainties(cohort))


def _segments(
    segments: list[Segment], cohort: CohortSwimlane, style: Style
) -> Iterator[KeyEntry]:
    looks = {
        (look.rank, look.name): (look, segment.tone)
        for segment in segments
        for look in [segment_look(segment, cohort.word, by_line=cohort.by_line)]
    }
    for _, (look, tone) in sorted(looks.items()):
        fill = ink(look.fill, style) if cohort.by_line else style.fill(tone)
        code = str(look.rank) if cohort.by_line else look.code
        yield KeyEntry(_sample(code, fill), look.name)


def _sample(code: str, fill: str) -> Draw:
    def draw(left: float, middle: float, style: Style) -> Iterator[Shape]:
        half, wide = style.bar / 2, WIDE * style.em
        box = Box(left, middle - half, left + wide, middle + half)
        yield from swatch(box, Piece(0, 1, Fill.PLAIN), fill, style)
        text = style.text(code, 0, middle, colour=text_on(fill))
        if code and text.box.right <= wide:
            start = left + (wide - text.box.right) / 2
            yield style.text(code, start, middle, colour=text_on(fill))

    return draw


def _mark(look: MarkLook) -> Draw:
    def draw(left: float, middle: float, style: Style) -> Iterator[Shape]:
        centre = left + WIDE * style.em / 2, middle
        yield from draw_mark(look, centre, style.mark, style)

    return draw
