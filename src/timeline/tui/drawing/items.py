"""Everything that can be selected, in one list that no zoom changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.case.chronology import Bounds
from timeline.swimlane.model import Bar, Listed, Mark, Point, Swimlane, Tone

Fields = tuple[tuple[str, str], ...]
"""Names and values."""


@dataclass(frozen=True, slots=True)
class Item:
    """A bar, a mark, a marker value or a record without any date."""

    index: int
    """Position in the list of items."""
    record: str
    """Id of the record."""
    label: str
    detail: Fields
    """Names and values for the detail panel."""
    bounds: Bounds
    """Days between which it begins or happens; open for one without a date."""
    lane: int | None = None
    """Number of its lane; None for marker values and for records without a lane."""
    drawn: Bar | Mark | None = None
    point: Point | None = None
    placed: bool = True
    """Whether it stands on the axis; otherwise it is listed under the lanes."""

    @property
    def repeats(self) -> bool:
        """Whether it only numbers what other items show: keys pass it by."""
        return self.drawn is not None and self.drawn.tone is Tone.LINE


def items_of(swimlane: Swimlane) -> tuple[Item, ...]:
    """All items: by lane, then marker values, then what has no date."""
    records = {record.record: record for record in swimlane.records}
    items = (Item(index, *fields) for index, fields in enumerate(_all_fields(swimlane)))
    return tuple(
        replace(item, detail=_whole(item.detail, records[item.record]))
        if item.record in records
        else item
        for item in items
    )


def _whole(shown: Fields, record: Listed) -> Fields:
    """What a picture says of a record, with its other fields: notes come last."""
    first = [line for line in shown if line not in record.shared]
    more = [line for line in record.own if line not in shown]
    return (*first, *more, *record.shared)


_Fields = tuple[
    str,
    str,
    Fields,
    Bounds,
    int | None,
    Bar | Mark | None,
    Point | None,
    bool,
]


def _all_fields(swimlane: Swimlane) -> Iterator[_Fields]:
    for number, lane in enumerate(swimlane.lanes):
        for bar in lane.bars:
            label = bar.label or lane.title
            yield bar.record, label, bar.detail, bar.start, number, bar, None, True
        for mark in lane.marks:
            label = mark.label or lane.title
            yield mark.record, label, mark.detail, mark.at, number, mark, None, True
    for series in swimlane.series:
        for value in series.points:
            label = f"{series.marker} {value.label}"
            on_axis = value.at != Bounds()
            detail = value.detail
            yield value.record, label, detail, value.at, None, None, value, on_axis
    for event in (*swimlane.earlier, *swimlane.undated):
        yield event.record, event.label, event.detail, Bounds(), None, None, None, False
