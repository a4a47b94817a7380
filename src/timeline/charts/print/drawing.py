"""A swimlane as a printed figure: every shape with its place in millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.charts.geometry import DrawnBar, GroupRows, LaneRows, lay_strip
from timeline.charts.label_places import LabelSide
from timeline.charts.palette import BAND, INK, QUIET, text_on
from timeline.charts.print.axes import (
    calendar_axis,
    calendar_name,
    calendar_rows,
    gridlines,
    month_axis,
)
from timeline.charts.print.bars import bar
from timeline.charts.print.faces import Face, GlyphError
from timeline.charts.print.head import axis_text, head
from timeline.charts.print.key import key
from timeline.charts.print.letters import with_record
from timeline.charts.print.marks import mark, response_box
from timeline.charts.print.panel import Panel, panel, panel_shapes, therapy_shades
from timeline.charts.print.presets import Preset
from timeline.charts.print.shapes import Box, Place, Rect, Shape, Strokes, Text
from timeline.charts.print.sheet import (
    MARGIN,
    Across,
    across,
    area,
    bands,
    lane_title,
    title_measure,
)
from timeline.charts.print.style import Style
from timeline.language.words import Language
from timeline.swimlane.model import Swimlane

_APART = 0.12
"""Font sizes between a text and the line that stops for it."""
_SHORTEST = 0.6
"""Font sizes below which a piece of a line would look like a mark."""
_STRIP_GAP = 0.35
"""Room above and below the response strip, in rows."""


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
    stacked: bool = False
    """Whether titles stand above their lanes."""
    shortened: tuple[tuple[str, str], ...] = ()
    """Short forms that stand for full words, with these."""
    unprinted: tuple[str, ...] = ()
    """Titles of the columns of texts that have no room."""
    language: Language = Language.EN
    """Language of its fixed words."""

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every line of text."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Text))


def draw(
    swimlane: Swimlane,
    preset: Preset,
    *,
    stacked: bool = False,
    brief: bool = False,
    low: bool = False,
) -> Drawing:
    """Draw a swimlane in the frame of a preset.

    The height follows from what there is to draw; see `fitting.fitted` for a figure
    that has to stay within the height of its preset.

    Args:
        swimlane: What `swimlane.build.build` gives.
        preset: Width, font and lines.
        stacked: Whether titles stand above their lanes instead of beside them.
        brief: Whether the key leaves out what titles of lanes and labels say.
        low: Whether the curves of markers are lower than usual.

    Raises:
        GlyphError: If a label has letters that the font does not have.
    """
    style = Style(preset, stacked, brief, low)
    try:
        shapes, end = _laid(swimlane, style)
    except GlyphError as error:
        raise with_record(error, swimlane) from None
    return Drawing(
        preset.width,
        round(end + MARGIN, 2),
        swimlane.word("title.figure"),
        "",
        shapes,
        stacked,
        language=swimlane.language,
    )


def _laid(swimlane: Swimlane, style: Style) -> tuple[tuple[Shape, ...], float]:
    """Every shape, from the ground up, and where the lowest one ends."""
    span = across(swimlane, style)
    above, top = head(swimlane, style, span)
    under_axis = _strip(swimlane, style, span)
    strip_rows = under_axis.height + 2 * _STRIP_GAP if under_axis else 0.0
    first = top + strip_rows * style.pitch
    groups = bands(swimlane, style, span)
    panels: list[Panel] = []
    bottom = first + (groups[-1].bottom * style.pitch if groups else 0.0)
    for series in swimlane.series:
        panels.append(panel(series, bottom + 0.4 * style.pitch, style, swimlane.word))
        bottom = panels[-1].bottom
    under = bottom + (calendar_rows(swimlane, style, span) + 1.1) * style.pitch
    keys, end = key(swimlane, under, style)
    over = (
        *_uncovered(panels, style),
        *_cutoff(swimlane, top, bottom, style, span),
        *above,
        *month_axis(swimlane, top, style, span),
        *(strip_shapes(under_axis, top, style, span) if under_axis else ()),
        *(s for rows in groups for s in band(rows, swimlane, first, style, span)),
        *(s for laid in panels for s in panel_shapes(laid, style, span)),
        *calendar_axis(swimlane, bottom, style, span),
        *_calendar_name(swimlane, bottom, style, span),
        *keys,
    )
    grid = tuple(gridlines(swimlane, top, bottom, style, span))
    shades = (
        shade
        for laid in panels
        for shade in therapy_shades(laid, swimlane, style, span)
    )
    grounds_below = (*grounds(groups, first, style), *shades)
    shapes = (*grounds_below, *interrupted(grid, over), *over)
    return shapes, end


def _strip(swimlane: Swimlane, style: Style, span: Across) -> LaneRows | None:
    """The response strip in its rows; None where there is none."""
    if swimlane.strip is None:
        return None
    title = lane_title(swimlane.strip, style, span)
    return lay_strip(swimlane.strip, area(swimlane, style, span), title)


def strip_shapes(
    strip: LaneRows, top: float, style: Style, span: Across
) -> Iterator[Shape]:
    """Draw the response strip from its upper edge on."""
    first = top + (_STRIP_GAP + 0.5) * style.pitch
    for number, line in enumerate(strip.title):
        yield axis_text(line, first + number * style.pitch, style, span)
    for drawn, label in strip.marks:
        yield from response_box(drawn, first + label.row * style.pitch, style, span)


def _uncovered(panels: list[Panel], style: Style) -> Iterator[Rect]:
    """Paper under the headings of panels, so that grid lines do not cross them."""
    for laid in panels:
        yield Rect(Box(0, laid.top, style.preset.width, laid.plot), "#ffffff")


def _cutoff(
    swimlane: Swimlane, top: float, bottom: float, style: Style, span: Across
) -> Iterator[Strokes]:
    if span.cutoff is not None and swimlane.cutoff_label:
        line = (span.cutoff, top), (span.cutoff, bottom)
        yield Strokes((line,), style.pen(INK, dashes=(5.0, 3.0)))


def _calendar_name(
    swimlane: Swimlane, bottom: float, style: Style, span: Across
) -> Iterator[Text]:
    for number, line in enumerate(calendar_name(swimlane, style, span)):
        middle = bottom + 1.05 * style.em + number * style.pitch
        yield axis_text(line, middle, style, span)


def interrupted(grid: Sequence[Shape], shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Upright lines without the parts at which a text stands.

    Args:
        grid: The lines; what is no line stays as it is.
        shapes: What is drawn over them.
    """
    texts = [shape for shape in shapes if isinstance(shape, Text)]
    for shape in grid:
        if not isinstance(shape, Strokes):
            yield shape
            continue
        lines = tuple(part for line in shape.lines for part in _parts(line, texts))
        if lines:
            yield replace(shape, lines=lines)


def _parts(
    line: tuple[Place, ...], texts: Sequence[Text]
) -> Iterator[tuple[Place, ...]]:
    (x, top), (_, bottom) = line[0], line[-1]
    shortest = 0.0
    for text in sorted(texts, key=lambda text: text.box.top):
        box, apart = text.box, _APART * text.size
        beside = not box.left - apart < x < box.right + apart
        if beside or box.bottom < top or box.top > bottom:
            continue
        shortest = _SHORTEST * text.size
        if box.top - top >= shortest:
            yield (x, top), (x, box.top)
        top = max(top, box.bottom)
    if bottom - top >= shortest and bottom > top:
        yield (x, top), (x, bottom)


def grounds(groups: tuple[GroupRows, ...], top: float, style: Style) -> Iterator[Rect]:
    """A light ground behind every other group."""
    for group in groups[::2]:
        high, low = (top + row * style.pitch for row in (group.top, group.bottom))
        yield Rect(Box(0, high, style.preset.width, low), BAND)


def band(
    group: GroupRows, swimlane: Swimlane, top: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw a group of lanes below a height."""
    if not group.lanes[0].lane.folded:
        title, middle = swimlane.word.of(group.group), group.top + 0.68
        height = top + middle * style.pitch
        yield style.text(title, MARGIN + 0.4, height, face=Face.BOLD)
    for lane in group.lanes:
        yield from row(lane, top + lane.top * style.pitch, style, across)


def row(lane: LaneRows, top: float, style: Style, across: Across) -> Iterator[Shape]:
    """Draw a lane from its upper edge on."""
    first = top + 0.5 * style.pitch
    for number, text in enumerate(lane.title):
        middle = first + number * style.pitch
        yield from _title_line(lane, number, text, middle, style, across)
    for drawn, label in lane.drawn:
        middle = first + label.row * style.pitch
        if isinstance(drawn, DrawnBar):
            yield from bar(drawn, middle, style, across)
        else:
            yield from mark(drawn, middle, style, across)
        inside = label.side is LabelSide.INSIDE
        colour = text_on(style.fill(drawn.event.tone)) if inside else INK
        for line in label.lines:
            left, height = across.at(line.left), first + line.row * style.pitch
            yield style.text(line.text, left, height, colour=colour, tails=inside)


def _title_line(
    rows: LaneRows,
    number: int,
    line: str,
    middle: float,
    style: Style,
    across: Across,
) -> Iterator[Text]:
    """A line of a lane's title; what belongs to the subtitle is quieter."""
    lane = rows.lane
    measure = title_measure(lane, style)
    face = Face.BOLD if lane.folded else Face.REGULAR
    beside = across.left - style.gap - measure(line)
    left = (MARGIN + 0.4) if style.stacked else beside
    if len(rows.title) > 1 or not lane.subtitle or not lane.title:
        whole = " ".join(rows.title[: number + 1])
        quiet = len(whole) > len(" ".join(lane.title.split()))
        colour = QUIET if quiet else INK
        yield style.text(line, left, middle, colour=colour, face=face)
        return
    yield style.text(lane.title, left, middle, face=face)
    after = left + measure(f"{lane.title} ")
    yield style.text(lane.subtitle, after, middle, colour=QUIET)
