"""The survival curve below the rows, with its band and the numbers at risk."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.date_text import DAYS_PER_MONTH
from timeline.charts.cohort.survival import CURVE, SHADE, band_steps, facts
from timeline.charts.palette import GRID, INK, PAPER, QUIET
from timeline.charts.print.faces import Face, width
from timeline.charts.print.shapes import Box, Place, Polygon, Rect, Shape, Strokes
from timeline.charts.print.sheet import MARGIN, Across
from timeline.charts.print.style import Style
from timeline.charts.print.symbols import ink
from timeline.charts.text_lines import filled
from timeline.clinical.endpoints.kaplan_meier import KaplanMeier
from timeline.swimlane.cohort.model import CohortCurve, CohortSwimlane
from timeline.swimlane.time_axis import Tick

_LEAST = 7.5
"""Height of the drawing in rows of text at least."""
_PERCENT = ((0.0, "0%"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1.0, "100%"))


@dataclass(frozen=True, slots=True)
class SurvivalPanel:
    """The curve in its place."""

    curve: CohortCurve
    lines: tuple[tuple[str, Face], ...]
    """The facts of the curve, left of it."""
    top: float
    plot: float
    """Upper edge of the drawing: all survive."""
    bottom: float
    """Lower edge of the drawing: none survive."""


def panel(
    cohort: CohortSwimlane, curve: CohortCurve, top: float, style: Style, across: Across
) -> SurvivalPanel:
    """Lay out the panel from a height on."""
    ticks = style.measure("100%") + 0.5 * style.em
    room = across.left - MARGIN - ticks - style.gap
    first, *others = facts(curve, cohort.word)
    if curve.longest:
        others.append(cohort.word("panel.longest"))

    def bold(text: str) -> float:
        return width(text, style.font, Face.BOLD)

    lines = [(line, Face.BOLD) for line in filled(first, room, bold)]
    for text in others:
        lines += [(line, Face.REGULAR) for line in filled(text, room, style.measure)]
    plot = top + 0.6 * style.pitch
    rows = max(_LEAST, len(lines) + 0.2)
    return SurvivalPanel(curve, tuple(lines), top, plot, plot + rows * style.pitch)


def panel_shapes(
    curve_panel: SurvivalPanel, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw the curve, its axis and its facts."""
    for number, (line, face) in enumerate(curve_panel.lines):
        middle = curve_panel.plot + (number + 0.3) * style.pitch
        colour = INK if face is Face.BOLD else style.quiet
        yield style.text(line, MARGIN, middle, colour=colour, face=face)
    yield from _share_axis(curve_panel, style, across)
    yield from _band(curve_panel, curve_panel.curve.shortest, style, across)
    if curve_panel.curve.longest:
        pen = style.pen(QUIET, dashes=(1.5, 1.5))
        yield Strokes(
            (tuple(_stairs(curve_panel, curve_panel.curve.longest, across)),), pen
        )
    pen = style.pen(ink(CURVE, style), firm=True)
    yield Strokes(
        (tuple(_stairs(curve_panel, curve_panel.curve.shortest, across)),), pen
    )
    half = 0.35 * style.em
    ticks = tuple(
        ((x, y - half), (x, y + half))
        for step in curve_panel.curve.shortest.steps
        if step.censored
        for x, y in [_place(curve_panel, step.time, step.survival, across)]
    )
    if ticks:
        yield Strokes(ticks, style.pen(ink(CURVE, style)))


def at_risk(
    curve: CohortCurve,
    title: str,
    ticks: tuple[Tick, ...],
    middle: float,
    style: Style,
    across: Across,
) -> Iterator[Shape]:
    """Number of patients observed up to each tick of the axis or longer."""
    head = style.text(title, MARGIN, middle, face=Face.BOLD)
    yield head
    free = max(head.box.right + style.gap, 0.0)
    for tick in (tick for tick in ticks if tick.day >= 0):
        text = str(curve.shortest.at_risk(int(tick.text)))
        wide = style.measure(text)
        left = min(across.x(tick.day) - wide / 2, style.preset.width - wide)
        if left >= free:
            yield style.text(text, left, middle)
            free = left + wide + style.gap / 2


def _share_axis(
    curve_panel: SurvivalPanel, style: Style, across: Across
) -> Iterator[Shape]:
    heights = [(_height(curve_panel, share), words) for share, words in _PERCENT]
    yield Rect(Box(across.left, curve_panel.top, across.right, curve_panel.plot), PAPER)
    if style.preset.gridlines:
        lines = tuple(((across.left, y), (across.right, y)) for y, _ in heights)
        yield Strokes(lines, style.pen(GRID))
    short = 0.3 * style.em
    left = across.left
    ticks = (((left - short, y), (left, y)) for y, _ in heights)
    axis = ((left, curve_panel.plot), (left, curve_panel.bottom))
    yield Strokes((axis, *ticks), style.pen(INK))
    for y, words in heights:
        yield style.text(words, left - short - 0.2 * style.em - style.measure(words), y)


def _height(curve_panel: SurvivalPanel, share: float) -> float:
    return curve_panel.bottom - share * (curve_panel.bottom - curve_panel.plot)


def _place(
    curve_panel: SurvivalPanel, time: float, share: float, across: Across
) -> Place:
    return across.x(time * DAYS_PER_MONTH), _height(curve_panel, share)


def _stairs(
    curve_panel: SurvivalPanel, estimate: KaplanMeier, across: Across
) -> Iterator[Place]:
    share = 1.0
    yield _place(curve_panel, 0, share, across)
    for step in estimate.steps:
        yield _place(curve_panel, step.time, share, across)
        share = step.survival
        yield _place(curve_panel, step.time, share, across)


def _band(
    curve_panel: SurvivalPanel, estimate: KaplanMeier, style: Style, across: Across
) -> Iterator[Polygon]:
    """The band as one area, as far as it has limits."""
    limited = band_steps(estimate)
    if not limited:
        return
    upper: list[Place] = []
    lower: list[Place] = []
    for step in limited:
        for edge, share in ((upper, step.upper), (lower, step.lower)):
            place = _place(curve_panel, step.time, share or 0.0, across)
            if edge:
                edge.append((place[0], edge[-1][1]))
            edge.append(place)
    if upper[-1][0] > upper[0][0]:
        yield Polygon((*upper, *reversed(lower)), ink(SHADE, style))
