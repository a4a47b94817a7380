"""Where the label of a bar or a mark stands, and in which row of its lane.

A label stands inside its bar, else to the right, else to the left. Where none of
these is free in a row, the next row is tried; only a label for which a whole row is
too short is cut, and then it ends with an ellipsis.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from timeline.swimlane.model import Bar, Certainty, Mark
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.bar import run_of, solid_run
from timeline.tui.drawing.cell import Sketch, cell_count
from timeline.tui.drawing.items import Item

GAP = 1
LEAST = 10
"""Cells of a label that say something."""
FAINT = tuple({*glyphs.UNCERTAIN.values(), *glyphs.WHISKER.values()})


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
    first: int
    """First column of the item or its label."""
    last: int
    """Last column of the item or its label."""


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
            label = label_of(item, moved)
            number, at = _free(rows, _places(item, sketch, label, width))
            if number == len(rows):
                rows.append(_Row([], 0))
            rows[number].placed.append(Placed(item, sketch, label, *at))
            rows[number].taken |= at.columns
    return tuple(tuple(row.placed) for row in rows)


class _Place(NamedTuple):
    """A place for a label; the fields of `Placed` of these names."""

    label_at: int
    label_width: int
    inside: str
    first: int
    last: int

    @property
    def columns(self) -> int:
        """The columns of the item and its label, with the gap after them, as bits."""
        return ((1 << (self.last + GAP - self.first + 1)) - 1) << self.first


@dataclass(slots=True)
class _Row:
    """Items of a row, and the columns that they take as the bits of a number."""

    placed: list[Placed]
    taken: int


def _free(rows: list[_Row], places: list[_Place]) -> tuple[int, _Place]:
    """The first row that has one of these places free, or the row after the last."""
    columns = [place.columns for place in places]
    for number, row in enumerate(rows):
        for place, taken in zip(places, columns, strict=True):
            if not row.taken & taken:
                return number, place
    return len(rows), places[0]


def _places(item: Item, sketch: Sketch, label: str, width: int) -> list[_Place]:
    """The places where the whole label fits, the best first, or one where it is cut."""
    length = cell_count(label)
    first, last = min(sketch), max(sketch)
    right, left = last + GAP + 1, first - GAP - length
    places = []
    if isinstance(item.drawn, Bar):
        run = solid_run(sketch)
        if length + 2 * GAP <= len(run):
            at = run.start + (len(run) - length) // 2
            places.append(_Place(at, length, sketch[run.start].ink, first, last))
    if not length or right + length <= width:
        places.append(_Place(right, length, "", first, max(last, right + length - 1)))
    if left >= 0:
        places.append(_Place(left, length, "", left, last))
    return places or [_cut(sketch, length, width)]


def _cut(sketch: Sketch, length: int, width: int) -> _Place:
    """The larger of the rooms beside an item, into which a label is cut.

    Where an item leaves hardly any room, the label stands on its faint part.
    """
    first, last = min(sketch), max(sketch)
    right, left = width - (last + GAP + 1), first - GAP
    faint = _faint_run(sketch)
    if max(right, left) < min(length, LEAST) and len(faint) > 4 * GAP:
        room = min(length, len(faint) - 4 * GAP)  # some of it shows on both sides
        return _Place(faint.start + 2 * GAP, room, "", first, last)
    if right >= left:
        room = max(0, right)
        return _Place(last + GAP + 1, room, "", first, max(last, width - 1))
    return _Place(0, left, "", 0, last)


def _faint_run(sketch: Sketch) -> range:
    """The longest stretch on which an item may or may not be."""
    runs = (run_of(sketch, glyph) for glyph in FAINT)
    return max(runs, key=len)
