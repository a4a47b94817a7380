"""Draws groups of lanes: their grounds, their titles, and what stands in them."""

from collections.abc import Iterator

from timeline.charts.palette import BAND, INK, QUIET, text_on
from timeline.charts.pieces import cuts
from timeline.charts.print.bars import bar, cut
from timeline.charts.print.faces import Face
from timeline.charts.print.marks import mark
from timeline.charts.print.shapes import Box, Rect, Shape, Text
from timeline.charts.print.sheet import MARGIN, Across, Band, Row, title_measure
from timeline.charts.print.style import Style
from timeline.swimlane.model import Bar


def grounds(groups: tuple[Band, ...], top: float, style: Style) -> Iterator[Rect]:
    """A light ground behind every other group."""
    for number, group in enumerate(groups):
        if number % 2 == 0:
            box = Box(0, top + group.top, style.preset.width, top + group.bottom)
            yield Rect(box, BAND)


def band(group: Band, top: float, style: Style, where: Across) -> Iterator[Shape]:
    """Draw a group of lanes below a height."""
    if not group.rows[0].lane.folded:
        middle = top + group.top + 0.68 * style.pitch
        yield style.text(group.title, MARGIN + 0.4, middle, face=Face.BOLD)
    for one in group.rows:
        yield from row(one, top + one.top, style, where)


def row(one: Row, top: float, style: Style, where: Across) -> Iterator[Shape]:
    """Draw a lane from its upper edge on."""
    for number, line in enumerate(one.title):
        middle = top + (number + 0.5) * style.pitch
        yield from _title_line(one, number, line, middle, style, where)
    for drawn in one.drawn:
        what, placed = drawn.what, drawn.placed
        middle = top + (placed.row + 0.5) * style.pitch
        if isinstance(what, Bar):
            yield from bar(what, middle, style, where)
        else:
            yield from mark(what, middle, style, where)
            for edge in cuts(what, where.axis):
                yield cut(where.x(edge), middle, style)
        colour = text_on(style.fill(what.tone)) if placed.inside else INK
        for part in placed.lines:
            height = top + (part.row + 0.5) * style.pitch
            inside = placed.inside
            yield style.text(part.text, part.left, height, colour=colour, tails=inside)


def _title_line(
    one: Row, number: int, line: str, middle: float, style: Style, where: Across
) -> Iterator[Text]:
    """A line of a lane's title; what belongs to the subtitle is quieter."""
    lane = one.lane
    measure = title_measure(lane, style)
    face = Face.BOLD if lane.folded else Face.REGULAR
    beside = where.left - style.gap - measure(line)
    left = (MARGIN + 0.4) if style.stacked else beside
    if len(one.title) > 1 or not lane.subtitle or not lane.title:
        whole = " ".join(one.title[: number + 1])
        quiet = len(whole) > len(" ".join(lane.title.split()))
        colour = QUIET if quiet else INK
        yield style.text(line, left, middle, colour=colour, face=face)
        return
    yield style.text(lane.title, left, middle, face=face)
    after = left + measure(f"{lane.title} ")
    yield style.text(lane.subtitle, after, middle, colour=QUIET)
