"""Grid lines that leave texts alone: no line goes through a letter."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.charts.print.shapes import Place, Shape, Strokes, Text

_APART = 0.12
"""Font sizes between a text and the line that stops for it."""
_SHORTEST = 0.6
"""Font sizes below which a piece of a line would look like a mark."""


def interrupted(grid: Sequence[Shape], shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Upright lines without the parts at which a text stands.

    Args:
        grid: The lines; what is no line stays as it is.
        shapes: What is drawn over them.
    """
    texts = [shape for shape in shapes if isinstance(shape, Text)]
    for one in grid:
        if not isinstance(one, Strokes):
            yield one
            continue
        lines = tuple(part for line in one.lines for part in _parts(line, texts))
        if lines:
            yield replace(one, lines=lines)


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
