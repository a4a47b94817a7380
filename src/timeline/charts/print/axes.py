"""The two time axes: months since time zero on top, the calendar below."""

from collections.abc import Iterator, Sequence

from timeline.charts.palette import GRID, INK, QUIET
from timeline.charts.print.shapes import Shape, Strokes, Text
from timeline.charts.print.sheet import MARGIN, Across
from timeline.charts.print.style import Style
from timeline.charts.print.wrapping import evenly
from timeline.swimlane.model import Swimlane
from timeline.swimlane.scale import Tick, calendar_ticks, column_ticks, month_ticks

_TICK = 0.4
"""Length of a tick in font sizes; a minor one is half as long."""


def month_axis(
    swimlane: Swimlane, bottom: float, style: Style, where: Across
) -> Iterator[Shape]:
    """Months since time zero, drawn upwards from a height."""
    length = _TICK * style.em
    yield _line(bottom, style, where)
    ticks = _months(swimlane, _most(style, where, "888"))
    yield from _ticks(_edges(swimlane, ticks), bottom, -length, style, where)
    middle = bottom - length - 0.55 * style.em
    texts = [(tick.middle, tick.text) for tick in ticks]
    yield from _texts(texts, middle, style, where)


def axis_name(
    swimlane: Swimlane, style: Style, where: Across
) -> tuple[tuple[str, str], ...]:
    """Lines of the name of the upper axis, with their colours: what time zero is."""
    word, zero = swimlane.word, f"0 = {swimlane.time_zero_label}"
    if swimlane.ordered:
        order, note = word("axis.order"), word("axis.order_note")
        beside = ((order, INK), (note, QUIET))
        above = ((f"{order} ({note})", INK),)
    elif swimlane.time_zero_label:
        beside = ((word("axis.months"), INK), (zero, QUIET))
        above = ((word("axis.months_from", zero=zero), INK),)
    else:
        return ()
    named = above if style.stacked else beside
    return tuple(
        (line, colour)
        for text, colour in named
        for line in evenly(text, _name_room(style, where), style.measure)
    )


def calendar_name(swimlane: Swimlane, style: Style, where: Across) -> tuple[str, ...]:
    """Lines of the name of the lower axis."""
    if style.stacked:
        return ()
    months = "axis.order" if swimlane.ordered else "axis.months"
    name = swimlane.word(months if _in_months(swimlane) else "axis.calendar")
    return evenly(name, _name_room(style, where), style.measure)


def _in_months(swimlane: Swimlane) -> bool:
    """Whether the lower axis repeats the months."""
    return swimlane.relative or not swimlane.calendar


def _name_room(style: Style, where: Across) -> float:
    edge = where.right if style.stacked else where.left - style.gap - 0.5 * style.em
    return edge - MARGIN


def calendar_axis(
    swimlane: Swimlane, top: float, style: Style, where: Across
) -> Iterator[Shape]:
    """Calendar years or months, or months again where there is no calendar."""
    length = _TICK * style.em
    yield _line(top, style, where)
    middle = top + length + 0.65 * style.em
    if _in_months(swimlane):
        months = _months(swimlane, _most(style, where, "888"))
        yield from _ticks(_edges(swimlane, months), top, length, style, where)
        pairs = [(tick.middle, tick.text) for tick in months]
        yield from _texts(pairs, middle, style, where)
        return
    ticks = _calendar(swimlane, _most(style, where, "2028"))
    minor = _calendar(swimlane, _most(style, where, "1"))
    yield from _ticks(minor, top, length / 2, style, where)
    yield from _ticks(ticks, top, length, style, where)
    names = [tick.text.split() for tick in ticks]
    first = [(tick.day, name[0]) for tick, name in zip(ticks, names, strict=True)]
    yield from _texts(first, middle, style, where)
    years = _changes(ticks, [name[1] if len(name) > 1 else "" for name in names])
    yield from _texts(years, middle + style.pitch, style, where)


def calendar_rows(swimlane: Swimlane, style: Style, where: Across) -> int:
    """Rows of text that the lower axis and its name take."""
    name = len(calendar_name(swimlane, style, where))
    if _in_months(swimlane):
        return max(name, 1)
    ticks = _calendar(swimlane, _most(style, where, "2028"))
    years = any(" " in tick.text for tick in ticks)
    return max(name, 2 if years else 1)


def gridlines(
    swimlane: Swimlane, top: float, bottom: float, style: Style, where: Across
) -> Iterator[Shape]:
    """Light lines down from each tick of the lower axis."""
    if not style.preset.gridlines:
        return
    if _in_months(swimlane):
        ticks = _edges(swimlane, _months(swimlane, _most(style, where, "888")))
    else:
        ticks = _calendar(swimlane, _most(style, where, "2028"))
    lines = tuple(
        ((where.x(tick.day), top), (where.x(tick.day), bottom)) for tick in ticks
    )
    if lines:
        yield Strokes(lines, style.pen(GRID))


def _line(height: float, style: Style, where: Across) -> Strokes:
    ends = (where.left, height), (where.right, height)
    return Strokes((ends,), style.pen(INK))


def _most(style: Style, where: Across, sample: str) -> int:
    """How many ticks there is room for."""
    each = style.measure(sample) + 1.2 * style.em
    return max(1, int((where.right - where.left) / each))


def _edges(swimlane: Swimlane, ticks: tuple[Tick, ...]) -> tuple[Tick, ...]:
    """Where lines stand: at their ticks, or at the edges of all columns."""
    if not swimlane.ordered:
        return ticks
    edges = range(swimlane.first_day, swimlane.last_day + 2)
    return tuple(Tick(edge, "") for edge in edges)


def _months(swimlane: Swimlane, most: int) -> tuple[Tick, ...]:
    """Months since time zero, or the numbers of columns."""
    if swimlane.ordered:
        return column_ticks(swimlane.first_day, swimlane.last_day, most=most)
    zero = swimlane.time_zero.earliest
    if zero is None:
        return ()
    ends = swimlane.first_day, swimlane.last_day
    return month_ticks(zero, *ends, most=most, relative=swimlane.relative)


def _calendar(swimlane: Swimlane, most: int) -> tuple[Tick, ...]:
    ends = swimlane.first_day, swimlane.last_day
    return calendar_ticks(*ends, most=most, word=swimlane.word)


def _ticks(
    ticks: tuple[Tick, ...],
    height: float,
    length: float,
    style: Style,
    where: Across,
) -> Iterator[Shape]:
    lines = tuple(
        ((where.x(tick.day), height), (where.x(tick.day), height + length))
        for tick in ticks
    )
    if lines:
        yield Strokes(lines, style.pen(INK))


def _texts(
    named: Sequence[tuple[float, str]], middle: float, style: Style, where: Across
) -> Iterator[Text]:
    """Names of ticks, without those that would touch the one before or an edge."""
    free = where.left - style.gap
    for day, text in named:
        wide = style.measure(text)
        left = where.x(day) - wide / 2
        if text and left >= free and left + wide <= where.right + MARGIN:
            yield style.text(text, left, middle)
            free = left + wide + style.gap / 2


def _changes(ticks: tuple[Tick, ...], years: list[str]) -> list[tuple[int, str]]:
    """Each year at its first tick only."""
    before = ["", *years]
    return [
        (tick.day, year)
        for tick, year, last in zip(ticks, years, before, strict=False)
        if year and year != last
    ]
