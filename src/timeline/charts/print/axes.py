"""The two time axes: months since time zero on top, the calendar below."""

from collections.abc import Iterator, Sequence

from timeline.charts.palette import GRID, INK, QUIET
from timeline.charts.print.shapes import Shape, Strokes, Text
from timeline.charts.print.sheet import MARGIN, Across
from timeline.charts.print.style import Style
from timeline.charts.text_lines import evenly
from timeline.swimlane.model import Swimlane
from timeline.swimlane.time_axis import Tick, TimeAxis, most_ticks

_TICK = 0.4
"""Length of a tick in font sizes; a minor one is half as long."""


def month_axis(
    swimlane: Swimlane, bottom: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Months since time zero, drawn upwards from a height."""
    length = _TICK * style.em
    yield _line(bottom, style, across)
    ticks = _upper_ticks(swimlane.time_axis, style, across)
    lines = _tick_days(swimlane.time_axis, ticks)
    yield from _ticks(lines, bottom, -length, style, across)
    middle = bottom - length - 0.55 * style.em
    texts = [(tick.middle, tick.text) for tick in ticks]
    yield from tick_names(texts, middle, style, across)


def axis_name(
    swimlane: Swimlane, style: Style, across: Across
) -> tuple[tuple[str, str], ...]:
    """Lines of the name of the upper axis, with their colours: what time zero is."""
    name, note = swimlane.time_axis.upper_name
    if not name:
        return ()
    beside = ((name, INK), (note, QUIET))
    above = ((_in_one_line(swimlane, name, note), INK),)
    named = above if style.stacked else beside
    return tuple(
        (line, colour)
        for text, colour in named
        for line in evenly(text, _name_room(style, across), style.measure)
    )


def _in_one_line(swimlane: Swimlane, name: str, note: str) -> str:
    if swimlane.ordered:
        return f"{name} ({note})"
    return swimlane.word("axis.months_from", zero=note)


def calendar_name(swimlane: Swimlane, style: Style, across: Across) -> tuple[str, ...]:
    """Lines of the name of the lower axis."""
    if style.stacked:
        return ()
    name = swimlane.time_axis.lower_name
    return evenly(name, _name_room(style, across), style.measure)


def _name_room(style: Style, across: Across) -> float:
    edge = across.right if style.stacked else across.left - style.gap - 0.5 * style.em
    return edge - MARGIN


def calendar_axis(
    swimlane: Swimlane, top: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Calendar years or months, or months again where there is no calendar."""
    length = _TICK * style.em
    yield _line(top, style, across)
    middle = top + length + 0.65 * style.em
    time = swimlane.time_axis
    if not time.shows_calendar:
        months = _upper_ticks(time, style, across)
        yield from _ticks(_tick_days(time, months), top, length, style, across)
        pairs = [(tick.middle, tick.text) for tick in months]
        yield from tick_names(pairs, middle, style, across)
        return
    ticks = _lower_ticks(time, style, across)
    minor = time.lower_ticks(ticks_that_fit(style, across, "1"))
    yield from _ticks([tick.day for tick in minor], top, length / 2, style, across)
    yield from _ticks([tick.day for tick in ticks], top, length, style, across)
    names = [tick.text.split() for tick in ticks]
    first = [(tick.day, name[0]) for tick, name in zip(ticks, names, strict=True)]
    yield from tick_names(first, middle, style, across)
    years = _changes(ticks, [name[1] if len(name) > 1 else "" for name in names])
    yield from tick_names(years, middle + style.pitch, style, across)


def calendar_rows(swimlane: Swimlane, style: Style, across: Across) -> int:
    """Rows of text that the lower axis and its name take."""
    name = len(calendar_name(swimlane, style, across))
    if not swimlane.time_axis.shows_calendar:
        return max(name, 1)
    ticks = _lower_ticks(swimlane.time_axis, style, across)
    years = any(" " in tick.text for tick in ticks)
    return max(name, 2 if years else 1)


def gridlines(
    swimlane: Swimlane, top: float, bottom: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Light lines down from each tick of the lower axis."""
    if not style.preset.gridlines:
        return
    time = swimlane.time_axis
    days = _tick_days(time, _lower_ticks(time, style, across))
    lines = tuple(((across.x(day), top), (across.x(day), bottom)) for day in days)
    if lines:
        yield Strokes(lines, style.pen(GRID))


def _line(height: float, style: Style, across: Across) -> Strokes:
    ends = (across.left, height), (across.right, height)
    return Strokes((ends,), style.pen(INK))


def ticks_that_fit(style: Style, across: Across, sample: str) -> int:
    """How many ticks there is room for, with such a text at each."""
    tick_width = style.measure(sample) + 1.2 * style.em
    return most_ticks(across.right - across.left, tick_width)


def _upper_ticks(time: TimeAxis, style: Style, across: Across) -> tuple[Tick, ...]:
    return time.upper_ticks(ticks_that_fit(style, across, "888"))


def _lower_ticks(time: TimeAxis, style: Style, across: Across) -> tuple[Tick, ...]:
    sample = "2028" if time.shows_calendar else "888"
    return time.lower_ticks(ticks_that_fit(style, across, sample))


def _tick_days(time: TimeAxis, ticks: Sequence[Tick]) -> Sequence[int]:
    """Where lines stand: at their ticks, or at the edges of all columns."""
    return time.column_edges or [tick.day for tick in ticks]


def _ticks(
    days: Sequence[int],
    height: float,
    length: float,
    style: Style,
    across: Across,
) -> Iterator[Shape]:
    lines = tuple(
        ((across.x(day), height), (across.x(day), height + length)) for day in days
    )
    if lines:
        yield Strokes(lines, style.pen(INK))


def tick_names(
    named: Sequence[tuple[float, str]], middle: float, style: Style, across: Across
) -> Iterator[Text]:
    """Names of ticks, without those that would touch the one before or an edge."""
    free = across.left - style.gap
    for day, text in named:
        wide = style.measure(text)
        left = across.x(day) - wide / 2
        if text and left >= free and left + wide <= across.right + MARGIN:
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
