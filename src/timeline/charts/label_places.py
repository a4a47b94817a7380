"""Finds a place for each label, on one line or on several.

Rows are as high as a line of text. A label stands inside its bar, to the right, to the
left, or on rows of its own below; whatever it takes, nothing overlaps and nothing
leaves the drawing area, on the page as little as on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from timeline.charts.text_lines import Measure, balanced, filled

Span = tuple[float, float]
"""Left and right edge of what something takes of a row."""
_MOST_LINES = 3


class LabelSide(Enum):
    """Where a label stands."""

    NONE = auto()  # there is no text
    INSIDE = auto()
    RIGHT = auto()
    LEFT = auto()
    BELOW = auto()


@dataclass(frozen=True, slots=True)
class LabelItem:
    """A bar or a mark with its label."""

    start: float
    """Left edge of what is drawn, whiskers included."""
    end: float
    """Right edge of what is drawn."""
    label: str
    roomy: bool = False
    """Whether a label may stand inside."""
    first_row: int = 0
    """Row above which it may not go."""


@dataclass(frozen=True, slots=True)
class LabelLine:
    """One line of a label."""

    text: str
    left: float
    width: float
    row: int


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where an item and its label go."""

    row: int
    side: LabelSide
    lines: tuple[LabelLine, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The drawing area."""

    low: float
    """Left edge."""
    high: float
    """Right edge."""
    gap: float
    """Room between an item, its label and its neighbours."""
    measure: Measure
    tight: bool = False
    """Whether rows are so few that a label is broken into lines to save one."""


@dataclass(frozen=True, slots=True)
class _LabelWay:
    """One way to place a label, counted from the row of its item."""

    side: LabelSide
    lines: tuple[LabelLine, ...]
    spans: tuple[Span, ...]
    """What it takes of each row, from the row of the item on."""


def place(
    items: Sequence[LabelItem], room: Room, title: Sequence[Span] = ()
) -> tuple[LabelPlace, ...]:
    """Place items in rows so that neither they nor their labels overlap.

    Args:
        items: In any order; they are taken from left to right. What they draw lies
            within the room.
        room: The drawing area.
        title: What the lines of a title take of the first rows.

    Returns:
        A placement for each item, in the order given.
    """
    taken: list[list[Span]] = [[span] for span in title]
    placements: dict[int, LabelPlace] = {}
    for index in sorted(range(len(items)), key=lambda i: (items[i].start, i)):
        item = items[index]
        row, way = _best(item, tuple(_ways(item, room)), taken, room)
        rows = row + len(way.spans)
        taken.extend([] for _ in range(rows - len(taken)))
        for number, span in enumerate(way.spans):
            taken[row + number].append(span)
        lines = tuple(replace(line, row=row + line.row) for line in way.lines)
        placements[index] = LabelPlace(row, way.side, lines)
    return tuple(placements[index] for index in range(len(items)))


def _best(
    item: LabelItem,
    ways: tuple[_LabelWay, ...],
    taken: list[list[Span]],
    room: Room,
) -> tuple[int, _LabelWay]:
    """The way that adds the fewest rows, then the one with the fewest lines."""
    last = max(item.first_row, len(taken))
    choices = (
        (max(len(taken), row + len(way.spans)), len(way.lines), row, order)
        for row in range(item.first_row, last + 1)
        for order, way in enumerate(ways)
        if _free(way, taken[row:], room.gap)
    )
    _, _, row, order = min(choices)
    return row, ways[order]


def _free(way: _LabelWay, taken: list[list[Span]], gap: float) -> bool:
    return not any(
        start < other_end + gap and other_start < end + gap
        for (start, end), row in zip(way.spans, taken, strict=False)
        for other_start, other_end in row
    )


def _ways(item: LabelItem, room: Room) -> Iterator[_LabelWay]:
    if not item.label:
        yield _LabelWay(LabelSide.NONE, (), ((item.start, item.end),))
        return
    beside = False
    for way in _beside(item, room):
        beside = True
        yield way
    if not beside:
        yield _below(item, room)


def _beside(item: LabelItem, room: Room) -> Iterator[_LabelWay]:
    whole = room.measure(item.label)
    if item.roomy and whole + 2 * room.gap <= item.end - item.start:
        middle = (item.start + item.end - whole) / 2
        line = LabelLine(item.label, middle, whole, 0)
        yield _LabelWay(LabelSide.INSIDE, (line,), ((item.start, item.end),))
    for count in range(1, _MOST_LINES + 1):
        text = balanced(item.label, count, room.measure)
        widths = [room.measure(line) for line in text]
        if len(text) < count:
            return
        left, right = item.end + room.gap, item.start - room.gap
        fits_right = left + max(widths) <= room.high
        fits_left = right - max(widths) >= room.low
        if fits_right:
            yield _side(LabelSide.RIGHT, item, text, [left] * count, widths)
        if fits_left:
            lefts = [right - width for width in widths]
            yield _side(LabelSide.LEFT, item, text, lefts, widths)
        if (fits_right or fits_left) and not room.tight:
            return


def _side(
    side: LabelSide,
    item: LabelItem,
    text: tuple[str, ...],
    lefts: list[float],
    widths: list[float],
) -> _LabelWay:
    rows = zip(text, lefts, widths, range(len(text)), strict=True)
    lines = tuple(LabelLine(*line) for line in rows)
    spans = [(left, left + width) for left, width in zip(lefts, widths, strict=True)]
    first_left, first_right = spans[0]
    spans[0] = min(item.start, first_left), max(item.end, first_right)
    return _LabelWay(side, lines, tuple(spans))


def _below(item: LabelItem, room: Room) -> _LabelWay:
    text = filled(item.label, room.high - room.low, room.measure)
    widths = [room.measure(line) for line in text]
    left = max(room.low, min(item.start, room.high - max(widths)))
    rows = zip(text, widths, range(1, len(text) + 1), strict=True)
    lines = tuple(LabelLine(line, left, width, row) for line, width, row in rows)
    spans = ((item.start, item.end), *((left, left + width) for width in widths))
    return _LabelWay(LabelSide.BELOW, lines, spans)
