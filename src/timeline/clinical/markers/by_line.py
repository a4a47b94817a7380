"""A marker from line to line: baseline before the first dose, and the lowest value.

A value counts for a line only if its date says so. Where dates leave it open, the
result names the values in question instead of picking one.
"""

import math
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.markers.change import Change, Tempo, percent_change, tempo
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
    from_baseline: Change | None
    """From the baseline to the last value within the line."""
    from_nadir: Change | None
    """From the nadir to the last value within the line."""
    tempo: Tempo | None = None
    """Doubling or halving between the last two values within the line; None for fewer
    values, and where dates leave open which values belong to it."""
    rule: str = "marker baseline and nadir of a line"


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Values that belong somewhere for certain, and those that may."""

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
    """
    ordered = chronology.in_order(case.lines)
    lines = [r for r in ordered if isinstance(r, TherapyLine)]
    roots = [line for line in lines if line.continues is None]
    return tuple(
        _line_marker(
            line,
            chronology.when(line),
            _end(chronology, _last_part(line, lines), roots[position + 1 :]),
            values,
            settings,
        )
        for position, line in enumerate(roots)
    )


def _last_part(line: TherapyLine, lines: list[TherapyLine]) -> TherapyLine:
    part, seen = line, {line.id}
    while True:
        following = [p for p in lines if p.continues == part.id and p.id not in seen]
        if not following:
            return part
        part = following[-1]
        seen.add(part.id)


def _end(
    chronology: Chronology, line: TherapyLine, later: list[TherapyLine]
) -> Bounds | None:
    """Bounds of the end of a line, or None if it has none."""
    if line.ongoing:
        return None
    if line.stop.known or not later:
        return chronology.bounds(f"{line.id}.stop")
    return chronology.when(later[0])


def _line_marker(
    line: TherapyLine,
    start: Bounds,
    end: Bounds | None,
    values: tuple[MarkerValue, ...],
    settings: Settings,
) -> LineMarker:
    before = _before(start, values, settings.marker_baseline_days)
    within = _within(start, end, values)
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


def _before(start: Bounds, values: tuple[MarkerValue, ...], days: int) -> _Sorted:
    certain: list[MarkerValue] = []
    possible: list[MarkerValue] = []
    for value in values:
        shortest, longest = _days(value.when, start)
        if longest < 0 or shortest > days:
            continue
        inside = shortest >= 0 and longest <= days
        (certain if inside else possible).append(value)
    return _Sorted(tuple(certain), tuple(possible))


def _within(
    start: Bounds, end: Bounds | None, values: tuple[MarkerValue, ...]
) -> _Sorted:
    """Values after the day of the first dose and not after the end."""
    certain: list[MarkerValue] = []
    possible: list[MarkerValue] = []
    for value in values:
        after = _later(start, value.when, strictly=True)
        if after is False:
            continue
        until = True if end is None else _later(value.when, end, strictly=False)
        if until is False:
            continue
        (certain if after and until else possible).append(value)
    return _Sorted(tuple(certain), tuple(possible))


def _later(first: Bounds, second: Bounds, *, strictly: bool) -> bool | None:
    """Whether one day lies after another; None where that is not known."""
    shortest, longest = _days(first, second)
    least = 1 if strictly else 0
    if shortest >= least:
        return True
    return False if longest < least else None


def _days(first: Bounds, second: Bounds) -> tuple[float, float]:
    """Fewest and most days from the first to the second; infinite where open."""
    begin, latest = second.earliest, first.latest
    shortest = -math.inf if begin is None or latest is None else begin - latest
    end, earliest = second.latest, first.earliest
    longest = math.inf if end is None or earliest is None else end - earliest
    return shortest, longest


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
    for other in values[:-1]:
        if _later(other.when, values[-1].when, strictly=False) is not True:
            return None
    return values[-1] if values else None


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
