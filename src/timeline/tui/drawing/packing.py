"""Where the label of a bar or a mark stands, and in which row of its lane.

A label stands inside its bar, else to the right, else to the left. Where none of
these is free in a row, the next row is tried; only a label for which a whole row is
too short is cut, and then it ends with an ellipsis.
"""

from collections.abc import Iterable
from typing import NamedTuple

from timeline.swimlane.model import UNLABELLED, Bar, Certainty, Mark, Shape, Tone
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.bar import run_of, solid_run
from timeline.tui.drawing.cell import Sketch, cell_count
from timeline.tui.drawing.items import Item

GAP = 1
LEAST = 10
"""Cells of a label that say something."""
FAINT = tuple({*glyphs.UNCERTAIN.values(), *glyphs.WHISKER.values()})


class Placed(NamedTuple):
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
    if _bare(item):
        return ""
    label = item.label if drawn is None else drawn.label
    if drawn is not None and drawn.certainty is Certainty.NARRATIVE:
        label = glyphs.NARRATIVE_PREFIX + label
    return f"{label} {glyphs.MOVED}" if item.record in moved else label


def _bare(item: Item) -> bool:
    """Whether no label stands beside it."""
    return isinstance(item.drawn, Mark) and item.drawn.shape in UNLABELLED


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
    rows: list[list[Placed]] = []
    taken: list[int] = []  # the columns of each row as the bits of a number
    barred: list[int] = []  # those of them that a stroke may not take either
    for item, sketch in sketches:
        if sketch:
            label = label_of(item, moved)
            places = _places(item, sketch, label, width)
            gap = 0 if item.repeats else GAP  # lines follow one another closely
            columns = [_columns(first, last + gap) for _, _, _, first, last in places]
            stroke = isinstance(item.drawn, Mark) and item.drawn.shape is Shape.STROKE
            number, chosen = _free(barred if stroke else taken, columns)
            if number == len(rows):
                rows.append([])
                taken.append(0)
                barred.append(0)
            rows[number].append(Placed(item, sketch, label, *places[chosen]))
            taken[number] |= columns[chosen]
            barred[number] |= 0 if stroke else columns[chosen]
    return tuple(map(tuple, rows))


_Place = tuple[int, int, str, int, int]
"""A place for a label: the last five fields of `Placed`."""


def _columns(first: int, last: int) -> int:
    """These columns as bits."""
    return ((1 << (last - first + 1)) - 1) << first


def _free(taken: list[int], places: list[int]) -> tuple[int, int]:
    """The first row that has a place free, or a new one, and the number of the place.

    Args:
        taken: Columns of each row that are taken, as bits.
        places: Columns that the item may take, the best first.
    """
    for number, row in enumerate(taken):
        for chosen, place in enumerate(places):
            if not row & place:
                return number, chosen
    return len(taken), 0


def _places(item: Item, sketch: Sketch, label: str, width: int) -> list[_Place]:
    """The places where the whole label fits, the best first, or one where it is cut."""
    length = cell_count(label)
    first, last = min(sketch), max(sketch)
    right, left = last + GAP + 1, first - GAP - length
    places: list[_Place] = []
    if isinstance(item.drawn, Bar):
        run = solid_run(sketch)
        if length + 2 * GAP <= len(run):
            at = run.start + (len(run) - length) // 2
            places.append((at, length, sketch[run.start].ink, first, last))
        elif item.drawn.tone is Tone.LINE and length < last - first:
            places.append((first, length, "", first, last))  # numbers share one row
    if not length or right + length <= width:
        places.append((right, length, "", first, max(last, right + length - 1)))
    if left >= 0:
        places.append((left, length, "", left, last))
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
        return faint.start + 2 * GAP, room, "", first, last
    if right >= left:
        room = max(0, right)
        return last + GAP + 1, room, "", first, max(last, width - 1)
    return 0, left, "", 0, last


def _faint_run(sketch: Sketch) -> range:
    """The longest stretch on which an item may or may not be."""
    runs = (run_of(sketch, glyph) for glyph in FAINT)
    return max(runs, key=len)
