"""Draws a bar: solid where it is certain, lighter, hatched or fading where it is not.

Hatches are drawn as single lines and not as patterns, so that every program that opens
the file shows them alike and can change them.
"""

from collections.abc import Iterator

from timeline.charts.geometry import DrawnBar
from timeline.charts.palette import INK, PAPER, tint
from timeline.charts.pieces import Look, Piece
from timeline.charts.print.shapes import Box, Place, Polygon, Rect, Shape, Strokes
from timeline.charts.print.sheet import Across
from timeline.charts.print.style import Style
from timeline.swimlane.model import Tone

_FADED = {Look.HATCHED: 0.3, Look.DOTTED: 0.12}
"""Tints that stand for a hatch where patterns are not allowed."""
_DOT = (1.0, 2.0)


def bar(
    drawn: DrawnBar, middle: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw a bar around a height."""
    event, half = drawn.event, style.bar / 2
    for piece in drawn.pieces:
        left, right = across.x(piece.start), across.x(piece.end)
        box = Box(left, middle - half, max(right, left + style.thin), middle + half)
        yield from _layers(box, piece, event.tones, style)
    if event.ongoing:
        yield arrow(across.x(drawn.last), middle, style.fill(event.tone), style)
    for edge in drawn.cuts:
        yield cut(across.x(edge), middle, style)


def _layers(
    box: Box, piece: Piece, tones: tuple[Tone, ...], style: Style
) -> Iterator[Shape]:
    """A piece in each tone of its bar, one below the other."""
    height = (box.bottom - box.top) / len(tones)
    for number, tone in enumerate(tones):
        top = box.top + number * height
        layer = Box(box.left, top, box.right, top + height)
        yield from swatch(layer, piece, style.fill(tone), style)


def cut(edge: float, middle: float, style: Style) -> Strokes:
    """A double stroke: what it stands on goes on beyond the edge of the drawing."""
    half, slant, apart = style.head, 0.14 * style.em, 0.22 * style.em
    lines = tuple(
        ((x - slant, middle + half), (x + slant, middle - half))
        for x in (edge - apart / 2, edge + apart / 2)
    )
    return Strokes(lines, style.pen(INK))


def arrow(left: float, middle: float, fill: str, style: Style) -> Polygon:
    """The head of an arrow: what it stands behind goes on."""
    half = style.head
    points = ((left, middle - half), (left, middle + half))
    return Polygon((*points, (left + style.arrow, middle)), fill)


def swatch(box: Box, piece: Piece, fill: str, style: Style) -> Iterator[Shape]:
    """Fill a box in the look of a piece of a bar."""
    if piece.look is Look.PLAIN:
        yield Rect(box, tint(fill, piece.share))
        return
    if not style.preset.patterns:
        dashes = (3.0, 2.0) if piece.look is Look.DOTTED else ()
        pen = style.pen(fill, dashes=dashes)
        yield Rect(box, tint(fill, _FADED[piece.look]), pen)
        return
    yield Rect(box, PAPER, style.pen(fill))
    hatch = _hatch(box, style) if piece.look is Look.HATCHED else _dots(box, style)
    if hatch:
        dashes = () if piece.look is Look.HATCHED else _DOT
        yield Strokes(hatch, style.pen(fill, dashes=dashes))


def _hatch(box: Box, style: Style) -> tuple[tuple[Place, ...], ...]:
    """Lines that rise to the right, cut at the edges of the box."""
    step, height = 0.42 * style.em, box.bottom - box.top
    lines = []
    foot = box.left - height + step / 2
    while foot < box.right:
        start, end = max(foot, box.left), min(foot + height, box.right)
        if end - start > 0.05 * style.em:
            low, high = box.bottom - (start - foot), box.bottom - (end - foot)
            lines.append(((start, low), (end, high)))
        foot += step
    return tuple(lines)


def _dots(box: Box, style: Style) -> tuple[tuple[Place, ...], ...]:
    """Rows of dots, every other one shifted."""
    height, shift = box.bottom - box.top, 1.5 * style.thin
    return tuple(
        ((box.left + (row % 2) * shift, y), (box.right, y))
        for row, share in enumerate((0.25, 0.5, 0.75))
        for y in (box.top + share * height,)
        if box.right - box.left > shift
    )
