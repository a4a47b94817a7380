"""What stands above the lanes: title, banner, names of the axis and of the cut-off."""

from collections.abc import Iterable, Iterator
from functools import partial

from timeline.charts.palette import INK
from timeline.charts.print.axes import axis_name
from timeline.charts.print.faces import Face, width
from timeline.charts.print.shapes import Shape, Text
from timeline.charts.print.sheet import MARGIN, Across
from timeline.charts.print.style import Style
from timeline.charts.text_lines import filled
from timeline.swimlane.model import Swimlane


def head(
    swimlane: Swimlane, style: Style, across: Across
) -> tuple[tuple[Shape, ...], float]:
    """Draw the head of a figure from the top.

    Returns:
        Its shapes, and where the upper axis lies.
    """
    shapes, top = heading_lines(_headings(swimlane, style), style)
    names = axis_name(swimlane, style, across)
    label = _cutoff_label(swimlane, style, across)
    room = (len(label) + 1.35) * style.pitch
    above = _above(names, label, style)
    bottom = top + above * style.pitch + room
    first = top if style.stacked else bottom - (len(names) + 0.2) * style.pitch
    for number, (line, colour) in enumerate(names):
        middle = first + (number + 0.5) * style.pitch
        shapes.append(axis_text(line, middle, style, across, colour))
    shapes += [
        style.text(line, left, bottom - room + (number + 0.5) * style.pitch)
        for number, (line, left) in enumerate(label)
    ]
    return tuple(shapes), bottom


def heading_lines(
    headings: Iterable[tuple[str, str]], style: Style
) -> tuple[list[Shape], float]:
    """Draw headings from the top: texts with their colours, in lines that fit.

    Returns:
        The lines, and their lower edge.
    """
    lines: list[Shape] = []
    bold, room = partial(width, points=style.font, face=Face.BOLD), style.preset.width
    for text, colour in headings:
        for line in filled(text, room - 2 * MARGIN, bold):
            middle = MARGIN + (len(lines) + 0.5) * style.pitch
            lines.append(
                style.text(line, MARGIN, middle, colour=colour, face=Face.BOLD)
            )
    return lines, MARGIN + len(lines) * style.pitch


def _above(
    names: tuple[tuple[str, str], ...], label: list[tuple[str, float]], style: Style
) -> float:
    """Rows that the name of the axis needs above those of the label of the cut-off."""
    if not style.stacked:
        return max(0, len(names) + 0.3 - len(label) - 1.35)
    if len(names) == len(label) == 1:
        line, left = names[0][0], label[0][1]
        return 0 if MARGIN + style.measure(line) + style.gap <= left else 1
    return len(names)


def axis_text(
    line: str, middle: float, style: Style, across: Across, colour: str = INK
) -> Text:
    """A line of the name of an axis: beside it, or at the left edge above it."""
    beside = across.left - style.gap - style.measure(line)
    left = MARGIN if style.stacked else beside
    return style.text(line, left, middle, colour=colour)


def _headings(swimlane: Swimlane, style: Style) -> Iterator[tuple[str, str]]:
    if style.preset.titled:
        yield swimlane.title, INK
    if swimlane.synthetic:
        yield swimlane.word("head.synthetic"), style.warning


def _cutoff_label(
    swimlane: Swimlane, style: Style, across: Across
) -> list[tuple[str, float]]:
    """Lines of the label with their left edges, over the cut-off line."""
    if across.cutoff is None or not swimlane.cutoff_label:
        return []
    room = across.right - across.left
    return [
        (line, _over(across.cutoff, style.measure(line), across))
        for line in filled(swimlane.cutoff_label, room, style.measure)
    ]


def _over(middle: float, wide: float, across: Across) -> float:
    """Left edge of a text around a line, kept inside the drawing area."""
    return max(across.left, min(middle - wide / 2, across.right - wide))
