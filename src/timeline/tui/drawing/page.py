"""A page of detail in cells: paragraphs that wrap, and intervals on a shared axis."""

from timeline.report.document import Block, Emphasis, IntervalPlot, Sentence
from timeline.tui.drawing.cell import Cell, Sketch, cells_of, plain, row_of, written

Rows = tuple[tuple[Cell, ...], ...]
HANG = 2
"""Cells by which the lines after the first of a paragraph are moved in."""
NARROWEST_PLOT = 16
PLOT_SHARE, NAME_SHARE = 0.3, 0.3
LOW, LINE, HIGH, VALUE = "├", "─", "┤", "●"
_INKS = {
    Emphasis.BODY: "label",
    Emphasis.HEADING: "heading",
    Emphasis.NOTE: "subtitle",
    Emphasis.WARNING: "limit",
}
"""Roles of the inks in which sentences are written."""


def page_rows(blocks: tuple[Block, ...], width: int) -> Rows:
    """The page on a number of columns.

    Args:
        blocks: Paragraphs and plots from top to bottom.
        width: Columns.
    """
    rows: list[tuple[Cell, ...]] = []
    for block in blocks:
        if isinstance(block, Sentence):
            rows += _sentence(block, width)
        else:
            rows += _plot(block, width)
    return tuple(rows)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken between words; later lines are narrower.

    A word that is wider than a line is cut with an ellipsis when it is drawn.
    """
    lines: list[str] = []
    line = ""
    for word in plain(text).split(" "):
        longer = f"{line} {word}" if line else word
        room = width - (HANG if lines else 0)
        if line and len(cells_of(longer)) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _sentence(block: Sentence, width: int) -> list[tuple[Cell, ...]]:
    left = 1 + block.depth * HANG
    rows = []
    for number, line in enumerate(wrapped(block.text, width - left - 1)):
        at = left + (HANG if number else 0)
        rows.append(
            row_of(written(line, at, width - at - 1, _INKS[block.emphasis]), width)
        )
    return rows


def _plot(block: IntervalPlot, width: int) -> list[tuple[Cell, ...]]:
    """Name, plot and numbers on one row; numbers without room go to the next."""
    name_width = max(12, round(width * NAME_SHARE))
    plot_width = max(NARROWEST_PLOT, round(width * PLOT_SHARE))
    plot_at = name_width + 3
    sketch = written(block.name, 3, name_width - 1, "label")
    plotted = plot_cells(block, plot_width)
    sketch |= {plot_at + column: cell for column, cell in plotted.items()}
    text_at = plot_at + plot_width + 1
    text = cells_of(block.text)
    if text_at + len(text) < width:
        sketch |= written(block.text, text_at, width - text_at, "subtitle")
        return [row_of(sketch, width)]
    below = [
        row_of(written(line, plot_at, width - plot_at, "subtitle"), width)
        for line in wrapped(block.text, width - plot_at - HANG)
    ]
    return [row_of(sketch, width), *below]


def plot_cells(block: IntervalPlot, width: int) -> Sketch:
    """The plot alone: an axis of dots, the interval, the point estimate.

    A side that is not known is left open: the line runs to the end of the axis without
    a bracket.
    """
    sketch: Sketch = {column: Cell("·", "grid") for column in range(width)}
    ink = "heading" if block.own else "curve"

    def column(number: float) -> int:
        share = number / block.most if block.most else 0.0
        return max(0, min(width - 1, round(share * (width - 1))))

    if block.low is not None or block.high is not None:
        first = 0 if block.low is None else column(block.low)
        last = width - 1 if block.high is None else column(block.high)
        sketch |= {n: Cell(LINE, ink) for n in range(first, last + 1)}
        if block.low is not None:
            sketch[first] = Cell(LOW, ink)
        if block.high is not None:
            sketch[last] = Cell(HIGH, ink)
        if first == last and None not in (block.low, block.high):
            sketch[first] = Cell(VALUE, ink)
    if block.value is not None:
        sketch[column(block.value)] = Cell(VALUE, ink)
    return sketch
