"""Which values of a marker belong to a line: the baseline and all until the next line.

A line lasts until the next one starts, because the rise that ends it is often seen
after its last dose. A value counts for a line only if its date says so. Where dates
leave it open, the values in question are named and none of them is picked.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.clinical.course.history import History
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.markers.values import MarkerValue, lowest
from timeline.clinical.primaries import primary_of
from timeline.clinical.settings import Settings


@dataclass(frozen=True, slots=True)
class LinePeriod:
    """The values of one marker on one line of therapy."""

    line: str | None
    """Id of the first part of the line; None for the whole course without lines."""
    start: Bounds | None
    """First dose; None for no line."""
    baseline: MarkerValue | None
    """Last value in the weeks before the first dose; None for none or not known."""
    baseline_text: str
    values: tuple[MarkerValue, ...]
    """The baseline and every value that certainly belongs to the line, in order."""
    possible_first: tuple[MarkerValue, ...] = ()
    """Values that may belong to it and may come before one of those."""
    possible_last: tuple[MarkerValue, ...] = ()
    """Values that may belong to it and come after all of those."""


class _Window(NamedTuple):
    """A period whose ends need not be known to the day."""

    opens: float
    """First day that may lie in it; minus infinity where that is open."""
    open_for_certain: float
    """First day that lies in it for certain; infinity where there is none."""
    closed_for_certain: float
    """Last day that lies in it for certain; minus infinity where there is none."""
    closes: float
    """Last day that may lie in it; infinity where that is open."""


class _Dated(NamedTuple):
    """The values of a series, each with its first and last possible day."""

    values: tuple[tuple[MarkerValue, float, float], ...]
    """Value, first and last day; infinite where open."""
    last_so_far: tuple[float, ...]
    """For each value the last day on which it or one before it may lie."""
    first_from: tuple[float, ...]
    """For each value the first day on which it or one after it may lie."""

    @classmethod
    def of(cls, values: tuple[MarkerValue, ...]) -> "_Dated":
        """Read the days of a series once, for all of its lines."""
        ends = [_ends(value.when) for value in values]
        firsts, lasts = [first for first, _ in ends], [last for _, last in ends]
        return cls(
            tuple(zip(values, firsts, lasts, strict=True)),
            tuple(accumulate(lasts, max)),
            tuple(accumulate(reversed(firsts), min))[::-1],
        )

    def near(self, window: _Window) -> tuple[tuple[MarkerValue, float, float], ...]:
        """The values that may lie in a window, and those between them."""
        begin = bisect_left(self.last_so_far, window.opens)
        return self.values[begin : bisect_right(self.first_from, window.closes)]


class _Sorted(NamedTuple):
    """Values that certainly lie in a window, and those that may."""

    certain: tuple[MarkerValue, ...]
    possible: tuple[MarkerValue, ...]

    @property
    def both(self) -> tuple[MarkerValue, ...]:
        """All of them."""
        return (*self.certain, *self.possible)


def line_periods(
    case: Case,
    chronology: Chronology,
    values: tuple[MarkerValue, ...],
    settings: Settings,
    tumours: frozenset[str] = frozenset(),
) -> tuple[LinePeriod, ...]:
    """Divide a series into the numbered lines of therapy, in their order.

    Args:
        case: The case.
        chronology: The bounds of its days.
        values: The series, in order.
        settings: How the lines are numbered, and how old a baseline may be.
        tumours: Ids of the diagnoses that the series is of, whose lines alone divide
            it; empty where they are not known.

    Returns:
        One entry for each number of a line, values in the unit of the series.
        Without any line one entry for the whole course, whose baseline is the first
        value. Rule: baseline is the last value in the weeks before the first dose
        (product choice).
    """
    lines = [
        line
        for line in History.of(case, chronology, settings).lines
        if not tumours or primary_of(case, line.parts[0].line) in {*tumours, None}
    ]
    if not lines:
        first = values[0]
        disputed = bool(first.query)
        text = not_settled(first) if disputed else first.text
        return (LinePeriod(None, None, None if disputed else first, text, values),)
    dated = _Dated.of(values)
    return tuple(
        _period(
            line.ids[0],
            chronology.when(line.parts[0].line),
            _end(chronology, line, lines[position + 1 :]),
            dated,
            settings.marker_baseline_days,
        )
        for position, line in enumerate(lines)
    )


def _end(
    chronology: Chronology, line: WholeLine, later: list[WholeLine]
) -> tuple[float, float]:
    """First and last day on which the next line may start; infinite for no next line.

    Where nothing says when it starts at the earliest, it is not before the last dose.
    """
    if not later:
        return math.inf, math.inf
    first, last = _ends(chronology.when(later[0].parts[0].line))
    if first == -math.inf:
        first = min(_ends(chronology.bounds(f"{line.ids[-1]}.stop"))[0], last)
    return first, last


def _period(
    line: str, start: Bounds, end: tuple[float, float], values: _Dated, days: int
) -> LinePeriod:
    first, last = _ends(start)
    before = _sorted(values, _Window(first - days, last - days, first, last))
    inside = _sorted(values, _Window(first - days, last - days, *end))
    baseline = None if before.possible else last_of(before.certain)
    unsure: tuple[MarkerValue, ...] = ()
    if baseline is not None:
        begins, _ = _ends(baseline.when)
        apart = {v.record for v in before.certain if _ends(v.when)[1] < begins}
    else:  # a single one is the baseline or the first value after it: inside anyway
        unsure = before.both if len(before.both) > 1 else ()
        apart = {v.record for v in unsure}
    certain = tuple(v for v in inside.certain if v.record not in apart)
    possible = tuple(dict.fromkeys((*unsure, *inside.possible)))
    latest = max((_ends(v.when)[1] for v in certain), default=math.inf)
    trailing = tuple(v for v in possible if _ends(v.when)[0] >= latest)
    return LinePeriod(
        line=line,
        start=start,
        baseline=None if baseline is None or baseline.query else baseline,
        baseline_text=_baseline_text(before, baseline),
        values=certain,
        possible_first=tuple(v for v in possible if v not in trailing),
        possible_last=trailing,
    )


def _ends(bounds: Bounds) -> tuple[float, float]:
    """First and last possible day; infinite where open."""
    first, last = bounds
    return -math.inf if first is None else first, math.inf if last is None else last


def _sorted(values: _Dated, window: _Window) -> _Sorted:
    """The values that lie in a window for certain, and those that may."""
    certain: list[MarkerValue] = []
    possible: list[MarkerValue] = []
    opens, open_for_certain, closed_for_certain, closes = window
    for value, first, last in values.near(window):
        if last < opens or first > closes:
            continue
        inside = first >= open_for_certain and last <= closed_for_certain
        (certain if inside else possible).append(value)
    return _Sorted(tuple(certain), tuple(possible))


def _baseline_text(before: _Sorted, baseline: MarkerValue | None) -> str:
    if before.possible:
        return f"indeterminate: {membership_open(before.both)}"
    if not before.certain:
        return "none"
    if baseline is None:
        return "indeterminate: which value came last is not known"
    return not_settled(baseline) if baseline.query else baseline.text


def nadir_of(
    values: Sequence[MarkerValue], possible: Sequence[MarkerValue] = ()
) -> tuple[MarkerValue | None, str]:
    """The lowest value, and how it reads.

    Args:
        values: The values, of which some may be disputed.
        possible: Values that may belong to them.

    Returns:
        None and the reason where there is no value, and where one that is disputed or
        need not belong here may be lower than the rest.
    """
    nadir = lowest([value for value in values if not value.query])
    most = nadir.high if nadir else math.inf
    disputed = next((v for v in values if v.query and v.low < most), None)
    if disputed is not None:
        return None, not_settled(disputed)
    lower = [v for v in possible if v.low < most]
    if lower:
        return None, f"indeterminate: {membership_open(lower)}"
    return nadir, nadir.text if nadir else "none"


def membership_open(values: Iterable[MarkerValue]) -> str:
    """Say that it is not known whether some values belong to a line."""
    ids = ", ".join(value.record for value in values)
    return f"the dates leave open what belongs here ({ids})"


def last_of(values: tuple[MarkerValue, ...]) -> MarkerValue | None:
    """The last value, or None where another one that differs may be as late.

    One of several disputed values of the last day stands for all of them.
    """
    if not values:
        return None
    last = values[-1]
    begins, _ = _ends(last.when)
    as_late = (other for other in values[:-1] if _ends(other.when)[1] >= begins)
    alike = all(
        other.when == last.when
        and (other.text == last.text or (other.query and last.query))
        for other in as_late
    )
    return last if alike else None


def disagreement(value: MarkerValue) -> str:
    """Say that a value has another of its sample beside it."""
    return f"two values of one day differ (query {value.query})"


def not_settled(value: MarkerValue) -> str:
    """Why no number is computed from a value that has another one beside it."""
    return f"not settled: {disagreement(value)}"
