"""Where the label of a bar or a mark stands, and in which row of its lane.

A label stands inside its bar, else to the right, else to the left. Where none of
these is free in a row, the next row is tried; only a label for which a whole row is
too short is cut, and then it ends with an ellipsis.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.swimlane.model import Bar, Certainty, Mark
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.bar import solid_run
from timeline.tui.drawing.cell import Sketch, cell_count
from timeline.tui.drawing.items import Item

GAP = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its cells and the place of its label."""

    item: Item
    sketch: Sketch
    label: str
    label_at: int
    """First column of the label."""
    label_width: int
    """Cells that the label may take."""
    inside: str
    """Tone of the bar that the label stands in; empty when it stands outside."""

    @property
    def first(self) -> int:
        """First column of the item or its label."""
        return min(*self.sketch, self.label_at)

    @property
    def last(self) -> int:
        """Last column of the item or its label."""
        return max(*self.sketch, self.label_at + self.label_width - 1)


def label_of(item: Item, moved: frozenset[str]) -> str:
    """The label with its signs: from narrative order, moved by narrative order."""
    drawn = item.drawn
    narrative = drawn is not None and drawn.certainty is Certainty.NARRATIVE
    label = drawn.label if isinstance(drawn, Bar | Mark) else item.label
    signs = [glyphs.NARRATIVE_PREFIX if narrative else "", label]
    moved_sign = f" {glyphs.MOVED}" if item.record in moved else ""
    return "".join(signs) + moved_sign


def pack(
    sketches: Iterable[tuple[Item, Sketch]], width: int, moved: frozenset[str]
) -> tuple[tuple[Placed, ...], ...]:
    """Put the items of one lane into rows in which nothing overlaps.

    Args:
        sketches: Items with their cells, in the order in which they get a place.
        width: Columns of the axis.
        moved: Ids of records whose label says that they moved.

    Returns:
        Rows from top to bottom; items that are out of view are left out.
    """
    rows: list[_Row] = []
    for item, sketch in sketches:
        if sketch:
            _put(rows, item, sketch, label_of(item, moved), width)
    return tuple(tuple(row.placed) for row in rows)


@dataclass(slots=True)
class _Row:
    """Items of a row, and the columns that they take as the bits of a number."""

    placed: list[Placed]
    taken: int

    def add(self, placed: Placed) -> None:
        self.placed.append(placed)
        self.taken |= _columns(placed)


def _columns(placed: Placed) -> int:
    """The columns of an item and its label, with the gap after them, as bits."""
    first = placed.first
    return ((1 << (placed.last + GAP - first + 1)) - 1) << first


def _put(rows: list[_Row], item: Item, sketch: Sketch, label: str, width: int) -> None:
    options = [(o, _columns(o)) for o in _options(item, sketch, label, width)]
    for row in rows:
        for option, columns in options:
            if not row.taken & columns:
                row.add(option)
                return
    first = options[0][0] if options else _cut(item, sketch, label, width)
    rows.append(_Row([], 0))
    rows[-1].add(first)


def _options(item: Item, sketch: Sketch, label: str, width: int) -> Iterable[Placed]:
    """The places where the whole label fits, the best first."""
    length = cell_count(label)
    first, last = min(sketch), max(sketch)
    run = solid_run(sketch) if isinstance(item.drawn, Bar) else range(0)
    if length + 2 * GAP <= len(run):
        at = run.start + (len(run) - length) // 2
        tone = sketch[run.start].ink
        yield Placed(item, sketch, label, at, length, tone)
    if not length or last + GAP + length < width:
        yield Placed(item, sketch, label, last + GAP + 1, length, "")
    if first - GAP - length >= 0:
        yield Placed(item, sketch, label, first - GAP - length, length, "")


def _cut(item: Item, sketch: Sketch, label: str, width: int) -> Placed:
    first, last = min(sketch), max(sketch)
    right, left = width - (last + GAP + 1), first - GAP
    if right >= left:
        return Placed(item, sketch, label, last + GAP + 1, max(0, right), "")
    return Placed(item, sketch, label, 0, left, "")
