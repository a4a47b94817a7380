"""The days that a bar covers: those on which it certainly ran, and those it may have.

Behind the values of a marker every renderer shades the days of systemic therapy.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.swimlane.model import DRUG_TONES, Bar, Certainty, Group, Swimlane, Tone


class BarDays(NamedTuple):
    """The days of a bar; each end is exclusive."""

    first: float
    """First day on which it may have run, as far as anything limits it."""
    solid_from: float
    """First day on which it certainly ran."""
    solid_to: float
    """End of the days on which it certainly ran; not after `solid_from`: none."""
    last: float
    """End of the days on which it may have run, as far as anything limits it."""
    open_start: bool
    """Whether nothing says how early it may have begun."""
    open_end: bool
    """Whether nothing says how late it may have ended."""


def bar_days(bar: Bar, first_day: float, last_day: float) -> BarDays:
    """The days that a bar covers, and those of them that are certain.

    An ongoing bar reaches the cut-off, at which it stops. On an open side a bar ends
    at what is known: it fades out from there, which stands for no length of time.

    Args:
        bar: The bar.
        first_day: First day of the axis.
        last_day: Last day of the axis, which an ongoing bar reaches where nothing says
            until when it is known to go on.
    """
    start, stop = bar.start, bar.stop
    if bar.ongoing:
        last = _known(stop.latest, stop.earliest, last_day) + 1
        until = last_day if stop == Bounds() else stop.earliest
        solid_to = _known(until, start.earliest, first_day - 1) + 1
    else:
        ends = (stop.earliest, start.latest, start.earliest)
        known = max((day for day in ends if day is not None), default=0)
        last = _known(stop.latest, known) + 1
        solid_to = 1 + _known(stop.earliest, _known(start.latest, last) - 1)
    solid_from = _known(start.latest, last)
    if start.latest is not None and start.earliest == start.latest:
        # an exact first day is certain
        solid_to = max(solid_to, solid_from + 1)
    if _by_sentences_alone(bar):
        solid_to = solid_from
    certain = solid_from < solid_to
    first = _known(start.earliest, solid_from if certain else last - 1)
    last = max(last, first + 1, solid_to)
    open_end = stop.latest is None and not bar.ongoing
    return BarDays(first, solid_from, solid_to, last, start.earliest is None, open_end)


def _by_sentences_alone(bar: Bar) -> bool:
    """Whether the order of the sentences gives both of its ends, each in one place."""
    start, stop = bar.start, bar.stop
    exact = start.earliest == start.latest and stop.earliest == stop.latest
    return bar.certainty is Certainty.NARRATIVE and (exact or start == stop)


def _known(*days: float | None) -> float:
    for day in days:
        if day is not None:
            return float(day)
    raise ValueError("a bar needs one day at least")


@dataclass(frozen=True, slots=True)
class TherapySpan:
    """Days on which systemic therapy certainly ran."""

    first: float
    last: float
    """The day after the last of them."""
    tones: tuple[Tone, ...]
    """The classes of its drugs."""


def therapy_spans(swimlane: Swimlane) -> Iterator[TherapySpan]:
    """The days of systemic therapy that are shown, lane after lane."""
    lanes = [lane for lane in swimlane.lanes if lane.group is Group.SYSTEMIC]
    for bar in (bar for lane in lanes for bar in lane.bars):
        days = bar_days(bar, swimlane.first_day, swimlane.last_day)
        first = max(days.solid_from, swimlane.first_day)
        last = min(days.solid_to, swimlane.last_day + 1)
        if first < last and bar.tone in DRUG_TONES:
            yield TherapySpan(first, last, bar.tones)


def joined_days(spans: Iterable[TherapySpan]) -> tuple[tuple[float, float], ...]:
    """Stretches of days without those that overlap or touch another."""
    joined: list[tuple[float, float]] = []
    for span in sorted(spans, key=lambda span: span.first):
        if joined and span.first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], span.last)
        else:
            joined.append((span.first, span.last))
    return tuple(joined)
