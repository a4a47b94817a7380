"""A course whose day 0 is an event of its own, so that another can stand beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.case.chronology import Bounds
from timeline.errors import TimelineError
from timeline.swimlane.cohort.course import months
from timeline.swimlane.model import Bar, Lane, Mark, Point, Swimlane
from timeline.swimlane.time_axis import AxisKind
from timeline.tui.patient.time_zero import AnchorEvent, events
from timeline.tui.patient.view import PatientView

SINCE = "Since month 0"
FIRST_CHOICE = "start of line 1"


@dataclass(frozen=True, slots=True)
class Aligned:
    """A patient and the event that is month 0."""

    view: PatientView
    event: str
    """Name of the event, as in `alignments`."""

    def zero(self, *, narrative: bool) -> AnchorEvent:
        """The event; the first one there is where this reading does not place it."""
        placed = alignments(self.view, narrative=narrative)
        return next((event for event in placed if event.name == self.event), placed[0])

    def swimlane(self, *, narrative: bool) -> Swimlane:
        """The picture in days since the first possible day of the event."""
        picture = self.view.narrative if narrative else self.view.strict
        return shifted(picture, self.zero(narrative=narrative))

    def words(self, *, narrative: bool) -> str:
        """What month 0 is; its first possible day where the event has no exact one."""
        event = self.zero(narrative=narrative)
        exact = event.bounds.earliest == event.bounds.latest
        return f"month 0 = {event.words}{'' if exact else ', its first possible day'}"


def alignments(view: PatientView, *, narrative: bool) -> tuple[AnchorEvent, ...]:
    """The events of a patient that can be month 0: those with a limit in time."""
    review = view.reading(narrative=narrative)
    return tuple(event for event in events(review) if event.bounds != Bounds())


def shared_event(view: PatientView, other: PatientView) -> str | None:
    """An event that both courses have: line 1, else the first one they share.

    Returns:
        Its name; None where they share none.
    """
    theirs = {event.name for event in alignments(other, narrative=False)}
    shared = [
        event.name
        for event in alignments(view, narrative=False)
        if event.name in theirs
    ]
    if FIRST_CHOICE in shared:
        return FIRST_CHOICE
    return next(iter(shared), None)


def shifted(swimlane: Swimlane, event: AnchorEvent) -> Swimlane:
    """A picture whose days count from an event, without any calendar."""
    known = (event.bounds.earliest, event.bounds.latest)
    zero = next((day for day in known if day is not None), 0)
    return replace(
        swimlane,
        axis=AxisKind.RELATIVE,
        time_zero=_moved(event.bounds, zero),
        time_zero_label=event.words,
        cutoff=_moved(swimlane.cutoff, zero),
        cutoff_label="",
        first_day=swimlane.first_day - zero,
        last_day=swimlane.last_day - zero,
        lanes=tuple(_lane(lane, zero) for lane in swimlane.lanes),
        series=tuple(
            replace(
                series, points=tuple(_point(point, zero) for point in series.points)
            )
            for series in swimlane.series
        ),
    )


def on_one_axis(swimlane: Swimlane, other: Swimlane) -> tuple[Swimlane, Swimlane]:
    """Both pictures with an axis that holds both."""
    first = min(swimlane.first_day, other.first_day)
    last = max(swimlane.last_day, other.last_day)
    return (
        replace(swimlane, first_day=first, last_day=last),
        replace(other, first_day=first, last_day=last),
    )


def _lane(lane: Lane, zero: int) -> Lane:
    bars = tuple(_bar(bar, zero) for bar in lane.bars)
    return replace(lane, bars=bars, marks=tuple(_mark(m, zero) for m in lane.marks))


def _bar(bar: Bar, zero: int) -> Bar:
    start, stop = _moved(bar.start, zero), _moved(bar.stop, zero)
    until = "ongoing" if bar.ongoing else f"until {months(stop)}"
    since = f"month {months(start)}, {until}"
    detail = ((SINCE, since), *bar.detail)
    return replace(bar, start=start, stop=stop, detail=detail)


def _mark(mark: Mark, zero: int) -> Mark:
    at = _moved(mark.at, zero)
    return replace(mark, at=at, detail=((SINCE, f"month {months(at)}"), *mark.detail))


def _point(point: Point, zero: int) -> Point:
    at = _moved(point.at, zero)
    detail = ((SINCE, f"month {months(at)}"), *point.detail)
    return replace(point, at=at, detail=detail)


def _moved(bounds: Bounds, zero: int) -> Bounds:
    return Bounds(*_days(bounds, zero))


def _days(bounds: Bounds, zero: int) -> Iterator[int | None]:
    for day in (bounds.earliest, bounds.latest):
        yield None if day is None else day - zero


class NothingToAlignError(TimelineError):
    """A course without any date."""

    title = "This course cannot be aligned"


def aligned_with_itself(
    view: PatientView, event: str, *, narrative: bool
) -> tuple[Aligned, Aligned]:
    """The patient from line 1, else from the first event, and from the chosen event."""
    names = [choice.name for choice in alignments(view, narrative=narrative)]
    others = [name for name in names if name != event] or names
    first = FIRST_CHOICE if FIRST_CHOICE in others else others[0]
    return Aligned(view, first), Aligned(view, event)


def aligned_with_other(
    view: PatientView, other: PatientView, *, narrative: bool
) -> tuple[Aligned, Aligned]:
    """Both patients from an event that they share, else each from its first one."""
    others = alignments(other, narrative=narrative)
    if not others:
        raise nothing_to_align(other)
    shared = shared_event(view, other)
    own_events = alignments(view, narrative=narrative)
    return (
        Aligned(view, shared or own_events[0].name),
        Aligned(other, shared or others[0].name),
    )


def nothing_to_align(view: PatientView) -> NothingToAlignError:
    """The error of a course that nothing places."""
    return NothingToAlignError(
        f"Nothing dates a diagnosis, an operation or a line of {view.code}.",
        hint="Enter one of these dates, or an order that limits it.",
    )
