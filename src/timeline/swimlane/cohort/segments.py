"""Systemic therapy of one patient as segments: by line, or by class of drug."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.case.chronology import INFINITE, Bounds
from timeline.clinical.endpoints.endpoint import Moment
from timeline.language.words import Words
from timeline.swimlane.cohort.course import Course, months
from timeline.swimlane.cohort.given import Given, given_drugs
from timeline.swimlane.cohort.model import Segment
from timeline.swimlane.model import Bar, Certainty
from timeline.swimlane.packing import Interval, pack
from timeline.swimlane.placing import NOWHERE, Place, weaker


def segments(course: Course, *, by_line: bool) -> tuple[Segment, ...]:
    """Segments of one patient, those that nothing places in time included.

    Args:
        course: The patient.
        by_line: Whether a segment is a whole line; otherwise it is everything of one
            class within a line.
    """
    return tuple(
        _segment(course, given) for given in given_drugs(course, by_line=by_line)
    )


def is_placed(segment: Segment) -> bool:
    """Whether anything limits a segment in time."""
    return segment.bar.start != NOWHERE or segment.bar.stop != NOWHERE


def in_tracks(found: Sequence[Segment]) -> tuple[Segment, ...]:
    """Give each segment a track in which nothing else can be.

    An end that is not known may be anywhere, so nothing shares the rest of its track.
    Who changes treatment on one day does not need a second track. The track in which
    something is known first is the upper one.
    """
    rows = pack([_span(segment.bar) for segment in found])
    first = [INFINITE] * len(found)
    for segment, row in zip(found, rows, strict=True):
        first[row] = min(first[row], _first_known(segment.bar))
    upper = sorted(set(rows), key=lambda row: (first[row], row))
    return tuple(
        _in_track(segment, upper.index(row))
        for segment, row in zip(found, rows, strict=True)
    )


def _first_known(bar: Bar) -> float:
    ends = (bar.start.earliest, bar.start.latest, bar.stop.earliest, bar.stop.latest)
    return min((day for day in ends if day is not None), default=INFINITE)


def _in_track(segment: Segment, row: int) -> Segment:
    if segment.bar.row == row:
        return segment
    return replace(segment, bar=replace(segment.bar, row=row))


def _span(bar: Bar) -> Interval:
    first, last = bar.start.earliest, bar.stop.latest
    start = -INFINITE if first is None else float(first)
    return start, INFINITE if last is None else max(start, last - 1.0)


def segment_detail(
    start: str, stop: str | None, word: Words
) -> tuple[tuple[str, str], ...]:
    """What is told of a segment beside its label; a stop of None is ongoing."""
    ongoing = word("detail.ongoing")
    until = ongoing if stop is None else word("detail.month", months=stop)
    begun = word("detail.month", months=start)
    return ((word("detail.start"), begun), (word("detail.stop"), until))


def _segment(course: Course, given: Given) -> Segment:
    start = _place(course, given.start, "start")
    end = course.ending.bounds
    stop = _place(course, given.stop, "stop") if given.stop else None
    # Without a dated follow-up nobody knows until when an ongoing treatment went on.
    ongoing = stop is None and end.latest is not None
    bounds = course.days(stop.bounds if stop else end)
    unknown_end = not ongoing and bounds.latest is None
    ends = (start,) if stop is None or unknown_end else (start, stop)
    word, begun = course.word, course.days(start.bounds)
    until = None if stop is None else months(bounds, word)
    bar = Bar(
        record=given.start.records[0],
        start=begun,
        stop=bounds,
        tone=given.tones[0],
        further=given.tones[1:],
        certainty=weaker(*(one.certainty for one in ends)),
        label=word("label.of_line", line=given.number, name=given.name),
        detail=segment_detail(months(begun, word), until, word),
        ongoing=ongoing,
        unknown_end=unknown_end,
    )
    return Segment(given.number, given.tones[0], given.name, bar, goes_on=stop is None)


def _place(course: Course, moment: Moment, field: str) -> Place:
    """A moment with its certainty; bounds that contradict each other as stated."""
    record = course.case.get(moment.records[0])
    if record is None:
        return Place(moment.bounds, Certainty.UNPLACED, "")
    stated, certainty = course.placing.limits(record, field)
    bounds = moment.bounds if _possible(moment.bounds) else stated
    return Place(bounds, certainty, "")


def _possible(bounds: Bounds) -> bool:
    first, last = bounds.earliest, bounds.latest
    return first is None or last is None or first <= last
