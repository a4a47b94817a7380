"""A marker from line to line: baseline before the first dose, and the lowest value.

A value counts for a line only if its date says so. Where dates leave it open, the
result names the values in question instead of picking one.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.markers.change import MarkerChange, Tempo, percent_change, tempo
from timeline.clinical.markers.values import MarkerValue, lowest
from timeline.clinical.settings import Settings


@dataclass(frozen=True, slots=True)
class LineMarker:
    """One marker on one line of therapy."""

    line: str
    """Id of the line."""
    baseline: MarkerValue | None
    """Last value in the weeks before the first dose; None for none or not known."""
    baseline_text: str
    nadir: MarkerValue | None
    """Lowest value after the first dose and within the line."""
    nadir_text: str
    from_baseline: MarkerChange | None
    """From the baseline to the last value within the line."""
    from_nadir: MarkerChange | None
    """From the nadir to the last value within the line."""
    tempo: Tempo | None = None
    """Doubling or halving between the last two values within the line; None for fewer
    values, and where dates leave open which values belong to it."""


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


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Values that certainly lie in a window, and those that may."""

    certain: tuple[MarkerValue, ...]
    possible: tuple[MarkerValue, ...]


def line_markers(
    case: Case,
    chronology: Chronology,
    values: tuple[MarkerValue, ...],
    settings: Settings,
) -> tuple[LineMarker, ...]:
    """Read a series for every line of therapy, in their order.

    A line that continues another belongs to it. Its end is the last dose where that is
    known; an ongoing line has none; otherwise it is the start of the next line.

    Returns:
        One entry for each numbered start of a line, with values in the unit of the
        series; None and the reason in words where no value belongs for certain. Rule:
        last value in the weeks before the first dose (product choice).
    """
    ordered = chronology.in_order(case.lines)
    lines = [r for r in ordered if isinstance(r, TherapyLine)]
    roots = [line for line in lines if line.continues is None]
    dated = _Dated.of(values)
    return tuple(
        _line_marker(
            line,
            chronology.when(line),
            _end(chronology, _last_part(line, lines), roots[position + 1 :]),
            dated,
            settings,
        )
        for position, line in enumerate(roots)
    )


def _last_part(line: TherapyLine, lines: list[TherapyLine]) -> TherapyLine:
    part, visited = line, {line.id}
    while True:
        following = [p for p in lines if p.continues == part.id and p.id not in visited]
        if not following:
            return part
        part = following[-1]
        visited.add(part.id)


def _end(
    chronology: Chronology, line: TherapyLine, later: list[TherapyLine]
) -> Bounds | None:
    """Bounds of the end of a line, or None if it has none."""
    if line.ongoing:
        return None
    if chronology.placed(line, "stop").known or not later:
        return chronology.bounds(f"{line.id}.stop")
    return chronology.when(later[0])


def _line_marker(
    line: TherapyLine,
    start: Bounds,
    end: Bounds | None,
    values: _Dated,
    settings: Settings,
) -> LineMarker:
    before = _sorted(values, _before(start, settings.marker_baseline_days))
    within = _sorted(values, _within(start, end))
    baseline, baseline_text = _baseline(before)
    nadir, nadir_text = _nadir(within)
    last = None if within.possible else _last(within.certain)
    critical = settings.marker_critical_percent
    return LineMarker(
        line=line.id,
        baseline=baseline,
        baseline_text=baseline_text,
        nadir=nadir,
        nadir_text=nadir_text,
        from_baseline=percent_change(baseline, last, critical=critical)
        if baseline and last
        else None,
        from_nadir=percent_change(nadir, last, critical=critical)
        if nadir and last and nadir is not last
        else None,
        tempo=None if last is None else _tempo(within.certain),
    )


def _tempo(values: tuple[MarkerValue, ...]) -> Tempo | None:
    return tempo(values[-2], values[-1]) if len(values) > 1 else None


def _before(start: Bounds, days: int) -> _Window:
    """The weeks up to the day of the first dose, which counts itself."""
    first, last = _ends(start)
    return _Window(first - days, last - days, first, last)


def _within(start: Bounds, end: Bounds | None) -> _Window:
    """From the day after the first dose to the end, if there is one."""
    first, last = _ends(start)
    until = (math.inf, math.inf) if end is None else _ends(end)
    return _Window(first + 1, last + 1, *until)


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


def _baseline(before: _Sorted) -> tuple[MarkerValue | None, str]:
    if before.possible:
        ids = ", ".join(v.record for v in (*before.certain, *before.possible))
        return None, f"indeterminate: the dates leave it open ({ids})"
    if not before.certain:
        return None, "none"
    last = _last(before.certain)
    if last is None:
        return None, "indeterminate: which value came last is not known"
    return last, last.text


def _last(values: tuple[MarkerValue, ...]) -> MarkerValue | None:
    """The last value, or None where another one may be as late."""
    if not values:
        return None
    begins, _ = _ends(values[-1].when)
    earlier = all(_ends(other.when)[1] <= begins for other in values[:-1])
    return values[-1] if earlier else None


def _nadir(within: _Sorted) -> tuple[MarkerValue | None, str]:
    if within.possible:
        ids = ", ".join(v.record for v in within.possible)
        return None, f"indeterminate: the dates leave open what belongs here ({ids})"
    if not within.certain:
        return None, "none"
    nadir = lowest(within.certain)
    if nadir is None:
        return None, "not computable: a limit cannot be ranked against another value"
    return nadir, nadir.text
