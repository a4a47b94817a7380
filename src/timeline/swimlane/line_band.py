"""The numbers of the lines of therapy, each over the days of its line."""

from collections.abc import Iterable, Iterator

from timeline.case.chronology import Bounds
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.course.whole_line import WholeLine
from timeline.swimlane.details import detail
from timeline.swimlane.model import Bar, Group, Lane, Tone
from timeline.swimlane.placing import NOWHERE, Place, Placing, weaker


def line_band(placing: Placing, cutoff: Bounds) -> Lane:
    """One bar for each number, over all parts that have it; empty without lines.

    A number that nothing places in time has no bar: its drugs say so.

    Args:
        placing: Places records in time.
        cutoff: Until when what goes on is known to go on.
    """
    in_order = sorted(placing.history.lines, key=lambda line: line.number)
    bars = (_bar(placing, cutoff, line) for line in in_order)
    placed = tuple(bar for bar in bars if bar.start != NOWHERE or bar.stop != NOWHERE)
    return Lane(Group.SYSTEMIC, placing.word("lane.lines"), "", bars=placed)


def _bar(placing: Placing, cutoff: Bounds, whole: WholeLine) -> Bar:
    first, word = whole.parts[0], placing.word
    lines = tuple(dict.fromkeys(part.line for part in whole.parts))
    ongoing = placing.history.stop(whole) is None
    start = _first_place(placing, lines[0])
    stops = tuple(_last_place(placing, line) for line in lines)
    stop = cutoff if ongoing else _latest(stop.bounds for stop in stops)
    goes_on = bool(placing.history.goes_on(whole))
    ends = (start,) if ongoing or stop.latest is None else (start, *stops)
    return Bar(
        record=first.line.id,
        start=start.bounds,
        stop=stop,
        tone=Tone.LINE,
        certainty=weaker(*(end.certainty for end in ends)),
        label=word("label.line", number=first.number),
        detail=((word("detail.line"), first.why), *detail(placing, first.line)),
        ongoing=goes_on,
        unknown_end=stop.latest is None and not goes_on,
    )


def _first_place(placing: Placing, line: TherapyLine) -> Place:
    """Where a line begins: as stated, else with the first of its drugs."""
    courses = [c for c in placing.case.courses(line.id) if c.start.known]
    if line.start.known or not courses:
        return placing.of(line, "start")
    places = (placing.of(course, "start") for course in courses)
    return min(places, key=lambda place: place.bounds.sort_key)


def _last_place(placing: Placing, line: TherapyLine) -> Place:
    """Where a line ends: as stated, else with its last drug where each has an end."""
    courses = placing.case.courses(line.id)
    if line.stop.known or not courses or not all(c.stop.known for c in courses):
        return placing.of(line, "stop")
    places = (placing.of(course, "stop") for course in courses)
    return max(places, key=lambda place: place.bounds.sort_key)


def _latest(stops: Iterable[Bounds]) -> Bounds:
    """The end of the last part; what an earlier one leaves open says nothing of it."""
    *earlier, last = stops
    if last.latest is None:
        return Bounds(_most([*_firsts(earlier), last.earliest]), None)
    latest = _most([*(stop.latest for stop in earlier), last.latest])
    return Bounds(_most([*_firsts(earlier), last.earliest]), latest)


def _firsts(stops: Iterable[Bounds]) -> Iterator[int | None]:
    return (stop.earliest for stop in stops)


def _most(days: Iterable[int | None]) -> int | None:
    return max((day for day in days if day is not None), default=None)
