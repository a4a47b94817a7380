"""Shows a part of the time: what overlaps it stays, and says where it is cut."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.records.background import Background, Medication
from timeline.errors import TimelineError
from timeline.swimlane.axis import Anchor, drawn_days, extent
from timeline.swimlane.model import (
    Bar,
    Lane,
    Mark,
    Point,
    Series,
    Swimlane,
    Tone,
    Undated,
)
from timeline.swimlane.options import Edge, SwimlaneOptions
from timeline.swimlane.placing import NOWHERE
from timeline.swimlane.time_axis import month_day

T = TypeVar("T", Bar, Mark)
Window = tuple[int, int]
_BROUGHT_ALONG = (Background, Medication)
_LONGEST_BEFORE = 0.25
"""Share of the course that the time before it may add to the axis."""


def whole_course(swimlane: Swimlane, case: Case) -> Window | None:
    """The days to show where the patient's background reaches far back before them.

    Smoking that ended 15 years before the tumour would leave the course itself a small
    part of the picture.

    Returns:
        The first and last day; None where the whole picture is not much longer.
    """
    strip = (swimlane.strip,) if swimlane.strip else ()
    lanes = (*swimlane.lanes, *strip)
    anchors = [Anchor(at, "") for at in (swimlane.time_zero, swimlane.cutoff)]
    of_the_course = [_without_background(lane, case) for lane in lanes]
    days = drawn_days(anchors, of_the_course, swimlane.series)
    if not days:
        return None
    every_day = drawn_days(anchors, lanes, swimlane.series)
    if min(days) - min(every_day) <= _LONGEST_BEFORE * (max(days) - min(days)):
        return None
    return extent((*days, max(every_day)))


def _without_background(lane: Lane, case: Case) -> Lane:
    def stays(drawn: Bar | Mark) -> bool:
        return not isinstance(case.get(drawn.record), _BROUGHT_ALONG)

    bars, marks = filter(stays, lane.bars), filter(stays, lane.marks)
    return replace(lane, bars=tuple(bars), marks=tuple(marks))


def windowed(
    swimlane: Swimlane, options: SwimlaneOptions, course: Window | None = None
) -> Swimlane:
    """The part of a picture that lies between the chosen edges.

    What lies outside is left out and counted in a footnote. What overlaps an edge stays
    with its own dates, and is marked as cut there.

    Args:
        swimlane: The whole picture.
        options: Their `since` and `until` are the edges.
        course: The edges where none are chosen; None: those of the whole picture.

    Returns:
        The part, with footnotes on how it was cut.

    Raises:
        TimelineError: If the edges are in the wrong order, name months where there is
            no time zero, or name dates where there is no calendar.
    """
    if options.since is None and options.until is None and course is None:
        return swimlane
    whole = course or (swimlane.first_day, swimlane.last_day)
    first = _edge(swimlane, options.since, last=False)
    last = _edge(swimlane, options.until, last=True)
    window = (
        whole[0] if first is None else first,
        whole[1] if last is None else last,
    )
    if window[0] >= window[1]:
        message = "The range ends before it begins, or lies where nothing is recorded."
        option = "until" if last is not None else "since"
        raise TimelineError(message, title="Nothing can be shown", option=option)
    lanes = tuple(_lane(lane, window) for lane in swimlane.lanes)
    series = tuple(_series(marker, window) for marker in swimlane.series)
    end = swimlane.cutoff.latest
    inside = end is not None and window[0] <= end <= window[1]
    unchosen = options.since is None and options.until is None
    shown = replace(
        swimlane,
        earlier=tuple(_earlier(swimlane, window)) if unchosen else (),
        first_day=window[0],
        last_day=window[1],
        lanes=tuple(lane for lane in lanes if lane.bars or lane.marks),
        series=tuple(marker for marker in series if marker.points),
        strip=_lane(swimlane.strip, window) if swimlane.strip else None,
        cutoff=swimlane.cutoff if inside else NOWHERE,
        cutoff_label=swimlane.cutoff_label if inside else "",
    )
    return replace(shown, footnotes=tuple(_notes(swimlane, shown)))


def _earlier(swimlane: Swimlane, window: Window) -> Iterable[Undated]:
    """What does not reach the window, by its lane, its label and when it was."""
    when = {record.record: record.when for record in swimlane.records}
    for lane in swimlane.lanes:
        for event in lane.events:
            if not _overlaps(_span(event), window):
                label = f"{lane.named(event.label)}, {when[event.record]}"
                yield Undated(event.record, label, event.detail)


def _edge(swimlane: Swimlane, edge: Edge | None, *, last: bool) -> int | None:
    if edge is None:
        return None
    option = "until" if last else "since"
    if not isinstance(edge, int):
        day = edge.latest if last else edge.earliest
        if day is None or swimlane.relative or edge.relative:
            message = f"{edge} is not a date on the axis of this case."
            hint = "Give a month since time zero: 12."
            raise TimelineError(message, hint=hint, option=option)
        return day
    zero = swimlane.time_zero.earliest
    if zero is None:
        message = "Nothing says where month 0 is."
        hint = "Give a date, or choose another time zero."
        raise TimelineError(message, hint=hint, option=option)
    if last:
        return month_day(zero, edge + 1, relative=swimlane.relative) - 1
    return month_day(zero, edge, relative=swimlane.relative)


def _lane(lane: Lane, window: Window) -> Lane:
    bars = [_bar(bar, window) for bar in lane.bars if _overlaps(_span(bar), window)]
    marks = [_cut(mark, window) for mark in lane.marks if _overlaps(mark.at, window)]
    return replace(lane, bars=tuple(bars), marks=tuple(marks))


def _bar(bar: Bar, window: Window) -> Bar:
    cut = _cut(bar, window)
    # An arrow says that a treatment goes on at the cut-off, which is not shown here.
    return replace(cut, ongoing=bar.ongoing and not cut.cut_end)


def _cut(thing: T, window: Window) -> T:
    span = _span(thing)
    early = span.earliest is not None and span.earliest < window[0]
    late = span.latest is not None and span.latest > window[1]
    return replace(thing, cut_start=early, cut_end=late)


def _series(series: Series, window: Window) -> Series:
    points = tuple(p for p in series.points if _overlaps(p.at, window))
    return replace(series, points=points)


def _span(thing: Bar | Mark | Point) -> Bounds:
    """All days that something may cover; open where it is open."""
    if not isinstance(thing, Bar):
        return thing.at
    ends = (thing.start.earliest, thing.start.latest, thing.stop.earliest)
    first = thing.start.earliest
    last = thing.stop.latest
    known = [day for day in ends if day is not None]
    if last is None and not thing.ongoing:
        last = max(known, default=None)
    if first is None:
        first = min((d for d in (*known, last) if d is not None), default=None)
    return Bounds(first, last)


def _overlaps(at: Bounds, window: Window) -> bool:
    first, last = at.earliest, at.latest
    if first is None and last is None:
        return True
    first = last if first is None else first
    last = first if last is None else last
    return first is not None and last is not None and _meet((first, last), window)


def _meet(first: Window, other: Window) -> bool:
    return first[0] <= other[1] and other[0] <= first[1]


def _notes(before: Swimlane, after: Swimlane) -> Iterable[str]:
    word = before.word
    if after.earlier:
        labels = "; ".join(event.label for event in after.earlier)
        yield word("note.earlier", labels=labels)
    else:
        yield word("note.part")
    left_out = _count(before) - _count(after)
    if left_out and not after.earlier:
        yield word("note.outside", count=left_out)
    lanes = [*after.lanes, *([after.strip] if after.strip else [])]
    cuts = [(t.cut_start, t.cut_end) for lane in lanes for t in lane.bars]
    cuts += [(t.cut_start, t.cut_end) for lane in lanes for t in lane.marks]
    if any(start or end for start, end in cuts):
        yield word("note.cut")


def _count(swimlane: Swimlane) -> int:
    lanes = [*swimlane.lanes, *([swimlane.strip] if swimlane.strip else [])]
    events = (event for lane in lanes for event in lane.events)
    drawn = {event.record for event in events if event.tone is not Tone.LINE}
    return len(drawn) + sum(len(marker.points) for marker in swimlane.series)
