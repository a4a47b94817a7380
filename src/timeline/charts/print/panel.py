"""A tumour marker below the lanes, on a log axis over the same time axis."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from timeline.case.chronology import Bounds
from timeline.charts.palette import GRID, INK, PAPER, SHADE
from timeline.charts.pieces import mark_day, possible_days
from timeline.charts.print.faces import Face
from timeline.charts.print.marks import whisker_pen
from timeline.charts.print.shapes import Box, Circle, Place, Rect, Shape, Strokes, Text
from timeline.charts.print.sheet import MARGIN, TICK, UNITS_PER_MM, Across
from timeline.charts.print.style import Style
from timeline.charts.print.symbols import symbol
from timeline.charts.text_lines import filled
from timeline.charts.value_labels import along, first_free, moved, spots_around
from timeline.language.words import Words
from timeline.swimlane.bar_days import joined_days, therapy_spans
from timeline.swimlane.model import Point, Series, Swimlane
from timeline.swimlane.value_scale import tick_text

_TALL, _LOW = 7.5, 4.5
"""Heights of the drawing in rows: of a curve, and of a few values."""
_LOWER = 0.65
"""Share of its height that is left of a drawing that has to be low."""
_OPEN = 9.0
"""Length in font sizes of the line towards the open side of a date."""
_FOOT = 0.35
"""Height in font sizes of the days of therapy at the foot of a panel."""
_DIRECTION = {"<": "triangle-down", ">": "triangle-up"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One marker on the sheet."""

    series: Series
    heading: tuple[str, ...]
    notes: tuple[str, ...]
    limit: str
    """What stands on the line of the upper limit."""
    top: float
    """Upper edge of the heading."""
    plot: float
    """Upper edge of the drawing."""
    bottom: float
    """Lower edge of the drawing."""


def panel(series: Series, top: float, style: Style, word: Words) -> Panel:
    """Lay out the panel of one marker from a height on."""
    room = style.preset.width - 2 * MARGIN
    qualified = series.axis_text(word)
    name = f"{series.marker} ({qualified})" if qualified else series.marker

    def bold(text: str) -> float:
        return style.text(text, 0, 0, face=Face.BOLD).box.right

    heading = filled(name, room, bold)
    # A narrow figure has no room for sentences; the caption says the same.
    notes = () if style.stacked else filled(_note(series, word), room, style.measure)
    plot = top + (len(heading) + len(notes) + 0.5) * style.pitch
    rows = _LOW if series.names_values else _TALL
    rows = (rows - style.stacked) * (_LOWER if style.low else 1)
    bottom = plot + rows * style.pitch
    limit = series.limit_text(word)
    return Panel(series, heading, notes, limit, top, plot, bottom)


def _note(series: Series, word: Words) -> str:
    undated = [point.label for point in series.points if point.at == Bounds()]
    listed = "; ".join(undated)
    lacking = word("panel.undated", labels=listed) if undated else ""
    return f"{series.note} {lacking}".strip()


def therapy_shades(
    laid: Panel, swimlane: Swimlane, style: Style, across: Across
) -> Iterator[Rect]:
    """The ground of the days of systemic therapy, with their colours at its foot."""
    spans = tuple(therapy_spans(swimlane))
    for first, last in joined_days(spans):
        yield Rect(Box(across.x(first), laid.plot, across.x(last), laid.bottom), SHADE)
    for span in spans[::-1]:  # as elsewhere, the first lane lies on top
        height = _FOOT * style.em / len(span.tones)
        for number, tone in enumerate(span.tones):
            low = laid.bottom - number * height
            box = Box(across.x(span.first), low - height, across.x(span.last), low)
            yield Rect(box, style.fill(tone))


def panel_shapes(laid: Panel, style: Style, across: Across) -> Iterator[Shape]:
    """Draw a panel."""
    middle = laid.top + 0.5 * style.pitch
    for number, line in enumerate(laid.heading):
        height = middle + number * style.pitch
        yield style.text(line, MARGIN, height, face=Face.BOLD)
    middle += len(laid.heading) * style.pitch
    for number, line in enumerate(laid.notes):
        height = middle + number * style.pitch
        yield style.text(line, MARGIN, height, colour=style.quiet, face=Face.ITALIC)
    yield from _value_axis(laid, style, across)
    yield from _curve(laid, style, across)


def _height(laid: Panel, value: float) -> float:
    share = laid.series.scale.share(value)
    return laid.bottom - share * (laid.bottom - laid.plot)


def _place(laid: Panel, point: Point, across: Across) -> Place:
    return across.x(mark_day(point.at)), _height(laid, point.value)


def _value_axis(laid: Panel, style: Style, across: Across) -> Iterator[Shape]:
    length = TICK * style.em
    left, right = across.left, across.right
    scale = laid.series.scale
    ticks = [(value, _height(laid, value)) for value in scale.ticks]
    powers = [(value, y) for value, y in ticks if value in scale.main_ticks]
    if style.preset.gridlines and powers:
        lines = tuple(((left, y), (right, y)) for _, y in powers)
        yield Strokes(lines, style.pen(GRID))
    axis = ((left, laid.plot), (left, laid.bottom))
    short = (((left - length, y), (left, y)) for _, y in ticks)
    yield Strokes((axis, *short), style.pen(INK))
    named: list[float] = []
    for value, y in [*powers, *ticks]:
        text = tick_text(value)
        start = left - length - style.gap / 2 - style.measure(text)
        free = all(abs(y - other) >= style.pitch for other in named)
        if free and start >= MARGIN:
            yield style.text(text, start, y)
            named.append(y)


def _curve(laid: Panel, style: Style, across: Across) -> Iterator[Shape]:
    points = laid.series.placed
    places = [_place(laid, point, across) for point in points]
    dated = [_place(laid, point, across) for point in laid.series.joined]
    limit = laid.series.upper_limit
    if limit is not None:
        y = _height(laid, limit)
        pen = style.pen(style.quiet, dashes=(5.0, 3.0))
        yield Strokes((((across.left, y), (across.right, y)),), pen)
    if len(dated) > 1:
        yield Strokes((tuple(dated),), style.pen(INK, firm=True))
    for point, place in zip(points, places, strict=True):
        yield from _span(point, place[1], style, across)
    drawn = [_mark(*pair, style) for pair in zip(points, places, strict=True)]
    yield from drawn
    taken = [shape.box for shape in drawn] + _lines(laid, points, dated, style, across)
    yield from _texts(laid, points, places, taken, style, across)


def _lines(
    laid: Panel,
    points: tuple[Point, ...],
    dated: list[Place],
    style: Style,
    across: Across,
) -> list[Box]:
    """What texts have to keep off, apart from the points."""
    taken = [box for start, end in pairwise(dated) for box in along(start, end)]
    taken += [
        span.box
        for point in points
        for span in _span(point, _height(laid, point.value), style, across)
    ]
    if across.cutoff is not None:
        taken.append(Box(across.cutoff, laid.plot, across.cutoff, laid.bottom))
    if laid.series.upper_limit is not None:
        y = _height(laid, laid.series.upper_limit)
        taken.append(Box(across.left, y, across.right, y))
    return taken


def _mark(point: Point, place: Place, style: Style) -> Shape:
    if name := _DIRECTION.get(point.direction):
        (shape,) = symbol(name, place, style.mark, INK, style, hollow=True)
        return shape
    return Circle(place, 0.27 * style.em, PAPER, style.pen(INK, firm=True))


def _span(point: Point, y: float, style: Style, across: Across) -> Iterator[Strokes]:
    """The days on which a sample may have been taken, as a line through it."""
    reach = across.axis.days(_OPEN * style.em * UNITS_PER_MM)
    if days := possible_days(point.at, reach):
        line = (across.x(days[0]), y), (across.x(days[1]), y)
        yield Strokes((line,), whisker_pen(point.certainty, style.quiet, style))


def _texts(
    laid: Panel,
    points: tuple[Point, ...],
    places: list[Place],
    taken: list[Box],
    style: Style,
    across: Across,
) -> Iterator[Text]:
    """Labels of few values and of the upper limit, each where it is free."""
    foot = laid.bottom - _FOOT * style.em
    frame = Box(across.left, laid.plot, across.right, foot)
    if laid.series.names_values:
        for point, place in zip(points, places, strict=True):
            text = style.text(point.label, 0, 0)
            beside = style.mark + style.gap / 2
            spots = spots_around(place, places, text.box, beside, style.pitch)
            yield from _placed(text, spots, taken, frame, style)
    if laid.series.upper_limit is not None:
        text = style.text(laid.limit, 0, 0, colour=style.quiet)
        y, room = _height(laid, laid.series.upper_limit), across.right - across.left
        spots = [
            moved(text.box, across.left + style.gap + share * room, y + side * style.em)
            for share in (0, 0.15, 0.3, 0.45, 0.6, 0.75)
            for side in (-0.75, 0.75)
        ]
        yield from _placed(text, spots, taken, frame, style)


def _placed(
    text: Text, spots: list[Box], taken: list[Box], frame: Box, style: Style
) -> Iterator[Text]:
    spot = first_free(spots, taken, frame, 0.1 * style.em)
    if spot is not None:
        taken.append(spot)
        middle = (spot.top + spot.bottom) / 2
        offset = (text.box.top + text.box.bottom) / 2
        yield style.text(
            text.text, spot.left, middle - offset, colour=text.colour, face=text.face
        )
