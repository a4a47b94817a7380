"""Finds a place for each label, in whatever unit a renderer measures text.

Tried in this order: inside its bar, to the right, to the left, and then the same in
the next row down. The terminal counts in cells and the page in pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class LabelSide(StrEnum):
    """Where a label stands."""

    INSIDE = "inside"
    RIGHT = "right"
    LEFT = "left"
    NONE = "none"  # there is no text


@dataclass(frozen=True, slots=True)
class LabelItem:
    """A bar or a mark with its label."""

    start: float
    """Left edge of what is drawn, whiskers included."""
    end: float
    """Right edge of what is drawn."""
    width: float
    """Width of the label; 0 for none."""
    roomy: bool = False
    """Whether a label may stand inside: bars of one colour only."""
    first_row: int = 0
    """Row above which it may not go."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item and its label go."""

    row: int
    side: LabelSide
    left: float
    """Left edge of the label."""
    width: float
    """Width of the label."""


@dataclass(frozen=True, slots=True)
class _Slot:
    side: LabelSide
    left: float
    start: float
    end: float


def place(
    items: Sequence[LabelItem], *, low: float, high: float, gap: float
) -> tuple[Placement, ...]:
    """Place items in rows so that neither they nor their labels overlap in a row.

    Args:
        items: In any order; they are taken from left to right.
        low: Left edge of the drawing area.
        high: Right edge of the drawing area.
        gap: Room between an item, its label and its neighbours.

    Returns:
        A placement for each item, in the order given. A label that fits nowhere
        stands on the side with more room and may then leave the drawing area.
    """
    taken: list[list[_Slot]] = []
    placements: dict[int, Placement] = {}
    for index in sorted(range(len(items)), key=lambda i: (items[i].start, i)):
        item = items[index]
        slots = _slots(item, low, high, gap)
        row, slot = _free(slots, item.first_row, taken, gap)
        taken.extend([] for _ in range(row + 1 - len(taken)))
        taken[row].append(slot)
        placements[index] = Placement(row, slot.side, slot.left, item.width)
    return tuple(placements[index] for index in range(len(items)))


def _slots(item: LabelItem, low: float, high: float, gap: float) -> list[_Slot]:
    if not item.width:
        return [_Slot(LabelSide.NONE, item.start, item.start, item.end)]
    slots = []
    if item.roomy and item.width + 2 * gap <= item.end - item.start:
        middle = (item.start + item.end - item.width) / 2
        slots.append(_Slot(LabelSide.INSIDE, middle, item.start, item.end))
    right_edge, left_edge = item.end + gap + item.width, item.start - gap - item.width
    right = _Slot(LabelSide.RIGHT, item.end + gap, item.start, right_edge)
    left = _Slot(LabelSide.LEFT, left_edge, left_edge, item.end)
    slots += [right] if right_edge <= high else []
    slots += [left] if left_edge >= low else []
    roomier = right if high - item.end >= item.start - low else left
    return slots or [roomier]


def _free(
    slots: list[_Slot], first_row: int, taken: list[list[_Slot]], gap: float
) -> tuple[int, _Slot]:
    for row in range(first_row, len(taken)):
        for slot in slots:
            if not any(_overlap(slot, other, gap) for other in taken[row]):
                return row, slot
    return max(first_row, len(taken)), slots[0]


def _overlap(slot: _Slot, other: _Slot, gap: float) -> bool:
    return slot.start < other.end + gap and other.start < slot.end + gap
