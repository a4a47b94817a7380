"""The survival curve below the rows, with its band and the numbers at risk."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.case.date_text import DAYS_PER_MONTH
from timeline.charts.cohort.survival import CURVE, SHADE, facts
from timeline.charts.palette import GRID, INK, PAPER, QUIET
from timeline.charts.print.cohort.marks import ink
from timeline.charts.print.faces import Face, width
from timeline.charts.print.shapes import Box, Place, Polygon, Rect, Shape, Strokes
from timeline.charts.print.sheet import MARGIN, Across
from timeline.charts.print.style import Style
from timeline.charts.print.wrapping import filled
from timeline.clinical.endpoints.kaplan_meier import KaplanMeier
from timeline.swimlane.cohort.model import CohortCurve, CohortSwimlane
from timeline.swimlane.scale import Tick

_LEAST = 7.5
"""Height of the drawing in rows of text at least."""
_PERCENT = ((0.0, "0%"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1.0, "100%"))


@dataclass(frozen=True, slots=True)
class Panel:
    """The curve in its place."""

    curve: CohortCurve
    lines: tuple[tuple[str, Face], ...]
    """What is said of the curve, left of it."""
    top: float
    plot: float
    """Upper edge of the drawing: all survive."""
    bottom: float
    """Lower edge of the drawing: nobody does."""


def panel(
    cohort: CohortSwimlane, curve: CohortCurve, top: float, style: Style, where: Across
) -> Panel:
    """Lay out the panel from a height on."""
    ticks = style.measure("100%") + 0.5 * style.em
    room = where.left - MARGIN - ticks - style.gap
    first, *more = facts(curve, cohort.word)
    if curve.longest:
        more.append(cohort.word("panel.longest"))

    def bold(text: str) -> float:
        return width(text, style.font, Face.BOLD)

    lines = [(line, Face.BOLD) for line in filled(first, room, bold)]
    for text in more:
        lines += [(line, Face.REGULAR) for line in filled(text, room, style.measure)]
    plot = top + 0.6 * style.pitch
    rows = max(_LEAST, len(lines) + 0.2)
    return Panel(curve, tuple(lines), top, plot, plot + rows * style.pitch)


def panel_shapes(one: Panel, style: Style, where: Across) -> Iterator[Shape]:
    """Draw the curve, its axis and what is said of it."""
    for number, (line, face) in enumerate(one.lines):
        middle = one.plot + (number + 0.3) * style.pitch
        colour = INK if face is Face.BOLD else style.quiet
        yield style.text(line, MARGIN, middle, colour=colour, face=face)
    yield from _share_axis(one, style, where)
    yield from _band(one, one.curve.shortest, style, where)
    if one.curve.longest:
        pen = style.pen(QUIET, dashes=(1.5, 1.5))
        yield Strokes((tuple(_stairs(one, one.curve.longest, where)),), pen)
    pen = style.pen(ink(CURVE, style), firm=True)
    yield Strokes((tuple(_stairs(one, one.curve.shortest, where)),), pen)
    half = 0.35 * style.em
    ticks = tuple(
        ((x, y - half), (x, y + half))
        for step in one.curve.shortest.steps
        if step.censored
        for x, y in [_place(one, step.time, step.survival, where)]
    )
    if ticks:
        yield Strokes(ticks, style.pen(ink(CURVE, style)))


def at_risk(
    curve: CohortCurve,
    title: str,
    ticks: tuple[Tick, ...],
    middle: float,
    style: Style,
    where: Across,
) -> Iterator[Shape]:
    """Number of patients observed up to each tick of the axis or longer."""
    head = style.text(title, MARGIN, middle, face=Face.BOLD)
    yield head
    free = max(head.box.right + style.gap, 0.0)
    for tick in (tick for tick in ticks if tick.day >= 0):
        text = str(curve.shortest.at_risk(int(tick.text)))
        wide = style.measure(text)
        left = min(where.x(tick.day) - wide / 2, style.preset.width - wide)
        if left >= free:
            yield style.text(text, left, middle)
            free = left + wide + style.gap / 2


def _share_axis(one: Panel, style: Style, where: Across) -> Iterator[Shape]:
    heights = [(_height(one, share), words) for share, words in _PERCENT]
    yield Rect(Box(where.left, one.top, where.right, one.plot), PAPER)
    if style.preset.gridlines:
        lines = tuple(((where.left, y), (where.right, y)) for y, _ in heights)
        yield Strokes(lines, style.pen(GRID))
    short = 0.3 * style.em
    left = where.left
    ticks = (((left - short, y), (left, y)) for y, _ in heights)
    axis = ((left, one.plot), (left, one.bottom))
    yield Strokes((axis, *ticks), style.pen(INK))
    for y, words in heights:
        yield style.text(words, left - short - 0.2 * style.em - style.measure(words), y)


def _height(one: Panel, share: float) -> float:
    return one.bottom - share * (one.bottom - one.plot)


def _place(one: Panel, time: float, share: float, where: Across) -> Place:
    return where.x(time * DAYS_PER_MONTH), _height(one, share)


def _stairs(one: Panel, found: KaplanMeier, where: Across) -> Iterator[Place]:
    share = 1.0
    yield _place(one, 0, share, where)
    for step in found.steps:
        yield _place(one, step.time, share, where)
        share = step.survival
        yield _place(one, step.time, share, where)


def _band(
    one: Panel, found: KaplanMeier, style: Style, where: Across
) -> Iterator[Polygon]:
    """The band as one area, as far as it has limits."""
    limited = [step for step in found.steps if step.lower is not None]
    if not limited:
        return
    after = found.steps[found.steps.index(limited[-1]) + 1 :]
    limited += [replace(limited[-1], time=step.time) for step in after[:1]]
    upper: list[Place] = []
    lower: list[Place] = []
    for step in limited:
        for edge, share in ((upper, step.upper), (lower, step.lower)):
            place = _place(one, step.time, share or 0.0, where)
            if edge:
                edge.append((place[0], edge[-1][1]))
            edge.append(place)
    if upper[-1][0] > upper[0][0]:
        yield Polygon((*upper, *reversed(lower)), ink(SHADE, style))
