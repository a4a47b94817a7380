"""A record as a mark on one day, or as a bar where it has an end."""

from collections.abc import Iterable

from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.swimlane.details import detail
from timeline.swimlane.model import Bar, Certainty, Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Place, Placing, weaker


def mark(
    placing: Placing,
    record: Entry,
    *,
    tone: Tone,
    shape: Shape,
    label: str,
    place: Place | None = None,
) -> Mark:
    """Draw a record as a mark.

    Args:
        placing: Places records in time.
        record: The record.
        tone: What it means.
        shape: What kind of event it is.
        label: What stands beside it; how far its date is known is added where only
            one limit is.
        place: Where it lies, if not at its first date.
    """
    placed = place or placing.of(record)
    limited = placed.certainty is Certainty.UNPLACED and not placed.anywhere
    return Mark(
        record=record.id,
        at=placed.bounds,
        tone=tone,
        shape=shape,
        certainty=placed.certainty,
        label=f"{label}, {placed.words}" if limited else label,
        detail=detail(placing, record),
    )


def mark_or_bar(
    placing: Placing,
    record: Entry,
    *,
    tone: Tone,
    shape: Shape,
    label: str,
    cutoff: Bounds,
) -> Mark | Bar:
    """Draw a record over the days that it lasted; where no end is stated, as a mark.

    Args:
        placing: Places records in time.
        record: The record; its first date, and `stop` where it has that field.
        tone: What it means.
        shape: What kind of event it is, for a mark.
        label: What stands beside it.
        cutoff: Until when what goes on is known to go on; death at the latest.
    """
    first, end = next(iter(record.dates().values())), record.dates().get("stop")
    lasted_on = bool(getattr(record, "ongoing", None))
    lasts = lasted_on or (end is not None and end.known and end != first)
    if not lasts:
        return mark(placing, record, tone=tone, shape=shape, label=label)
    start, stop = placing.of(record), placing.of(record, "stop")
    until = cutoff if lasted_on else stop.bounds
    return Bar(
        record=record.id,
        start=start.bounds,
        stop=until,
        tone=tone,
        certainty=weaker(
            start.certainty, start.certainty if lasted_on else stop.certainty
        ),
        label=label,
        detail=detail(placing, record),
        ongoing=placing.goes_on(record),
        unknown_end=until.latest is None and not placing.goes_on(record),
    )


def lane_of(
    group: Group, title: str, subtitle: str, events: Iterable[Bar | Mark]
) -> Lane:
    """A lane of what lasted and of what happened on one day."""
    drawn = tuple(events)
    bars = tuple(event for event in drawn if isinstance(event, Bar))
    marks = tuple(event for event in drawn if isinstance(event, Mark))
    return Lane(group, title, subtitle, bars=bars, marks=marks)
