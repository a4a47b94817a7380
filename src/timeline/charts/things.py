"""Everything that a picture shows, each once, for tables and texts."""

from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.language.words import Words
from timeline.swimlane.model import (
    Bar,
    Group,
    Lane,
    Mark,
    Point,
    Series,
    Swimlane,
    Tone,
)

Thing = Bar | Mark | Point


def things(swimlane: Swimlane) -> Iterator[tuple[Lane | Series, Thing]]:
    """Everything that is drawn, with the lane or the panel in which it stands.

    The lane of a lesion and the response strip repeat what another lane may show; it
    comes once, with the other lane.
    """
    seen: set[str] = set()
    strip = [swimlane.strip] if swimlane.strip else []
    repeating = [lane for lane in swimlane.lanes if lane.group is Group.LESIONS]
    others = [lane for lane in swimlane.lanes if lane.group is not Group.LESIONS]
    for lane in (*others, *repeating, *strip):
        # the band of line numbers says nothing that the lanes of the drugs do not
        drawn = tuple(event for event in lane.events if event.tone is not Tone.LINE)
        new = [thing for thing in drawn if thing.record not in seen]
        yield from ((lane, thing) for thing in new)
        seen |= {thing.record for thing in new}
    for series in swimlane.series:
        for point in series.points:
            yield series, point


def begins(thing: Thing) -> Bounds:
    """When a thing begins or happens."""
    return thing.start if isinstance(thing, Bar) else thing.at


def named(place: Lane | Series, word: Words) -> tuple[str, str]:
    """The group and the name of a lane or a panel, for a table."""
    if isinstance(place, Series):
        return word("table.marker"), place.marker
    return word.of(place.group), f"{place.title} {place.subtitle}".strip()
