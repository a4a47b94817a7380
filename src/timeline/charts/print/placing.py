"""Finds a place for each label, on one line or on several.

Rows are as high as a line of text. A label stands inside its bar, to the right, to the
left, or on rows of its own below; whatever it takes, nothing overlaps and nothing
leaves the drawing area, so that a figure is never clipped. The page and the terminal
can be scrolled and have `swimlane.labels`, which keeps each label on one line; in a
column of 85 mm that would leave the paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.charts.print.wrapping import Measure, balanced, filled

Span = tuple[float, float]
"""Left and right edge of what something takes of a row."""
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class PrintedItem:
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
class PrintedLine:
    """One line of a label."""

    text: str
    left: float
    row: int


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """Where an item and its label go."""

    row: int
    lines: tuple[PrintedLine, ...]
    inside: bool = False


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


@dataclass(frozen=True, slots=True)
class _LabelWay:
    """One way to place a label, counted from the row of its item."""

    lines: tuple[PrintedLine, ...]
    spans: tuple[Span, ...]
    """What it takes of each row, from the row of the item on."""
    inside: bool = False


def place(
    items: Sequence[PrintedItem], room: Room, title: Sequence[Span] = ()
) -> tuple[PrintedPlace, ...]:
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
    placements: dict[int, PrintedPlace] = {}
    for index in sorted(range(len(items)), key=lambda i: (items[i].start, i)):
        item = items[index]
        row, way = _best(item, tuple(_ways(item, room)), taken, room)
        rows = row + len(way.spans)
        taken.extend([] for _ in range(rows - len(taken)))
        for number, span in enumerate(way.spans):
            taken[row + number].append(span)
        lines = tuple(
            PrintedLine(line.text, line.left, row + line.row) for line in way.lines
        )
        placements[index] = PrintedPlace(row, lines, way.inside)
    return tuple(placements[index] for index in range(len(items)))


def _best(
    item: PrintedItem,
    ways: tuple[_LabelWay, ...],
    taken: list[list[Span]],
    room: Room,
) -> tuple[int, _LabelWay]:
    """The way that adds the fewest rows, then the one nearest to the top."""
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


def _ways(item: PrintedItem, room: Room) -> Iterator[_LabelWay]:
    if not item.label:
        yield _LabelWay((), ((item.start, item.end),))
        return
    beside = False
    for way in _beside(item, room):
        beside = True
        yield way
    if not beside:
        yield _below(item, room)


def _beside(item: PrintedItem, room: Room) -> Iterator[_LabelWay]:
    whole = room.measure(item.label)
    if item.roomy and whole + 2 * room.gap <= item.end - item.start:
        middle = (item.start + item.end - whole) / 2
        line = PrintedLine(item.label, middle, 0)
        yield _LabelWay((line,), ((item.start, item.end),), inside=True)
    texts = {
        balanced(item.label, count, room.measure) for count in range(1, _MOST_LINES + 1)
    }
    for text in sorted(texts, key=len):
        widths = [room.measure(line) for line in text]
        left = item.end + room.gap
        if left + max(widths) <= room.high:
            yield _side(item, text, [left] * len(text), widths)
        right = item.start - room.gap
        if right - max(widths) >= room.low:
            yield _side(item, text, [right - width for width in widths], widths)


def _side(
    item: PrintedItem, text: tuple[str, ...], lefts: list[float], widths: list[float]
) -> _LabelWay:
    rows = enumerate(zip(text, lefts, strict=True))
    lines = tuple(PrintedLine(line, left, row) for row, (line, left) in rows)
    spans = [(left, left + width) for left, width in zip(lefts, widths, strict=True)]
    first_left, first_right = spans[0]
    spans[0] = min(item.start, first_left), max(item.end, first_right)
    return _LabelWay(lines, tuple(spans))


def _below(item: PrintedItem, room: Room) -> _LabelWay:
    text = filled(item.label, room.high - room.low, room.measure)
    widths = [room.measure(line) for line in text]
    left = max(room.low, min(item.start, room.high - max(widths)))
    lines = tuple(
        PrintedLine(line, left, row) for row, line in enumerate(text, start=1)
    )
    spans = ((item.start, item.end), *((left, left + width) for width in widths))
    return _LabelWay(lines, spans)
