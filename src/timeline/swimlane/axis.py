"""Where month 0 is, where the records end, and how far the axis reaches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.case.chronology import Bounds
from timeline.case.points import split
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.clinical.primaries import index_diagnoses, several_tumours
from timeline.errors import TimelineError
from timeline.swimlane.model import Certainty, Lane, Series
from timeline.swimlane.options import TimeZero
from timeline.swimlane.placing import NOWHERE, Place, Placing

_MARGIN = 0.02
_UNMOVED = "Month 0 cannot be moved"
_OPTION = "time_zero"
_SHORTEST = 30
"""Days that an axis spans at least, so that one event has room around it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day of the axis with its name."""

    bounds: Bounds
    label: str
    name: str = ""
    """What it is in general words, without its date and without anything recorded."""


def time_zero(placing: Placing, event: TimeZero | str | None = None) -> Anchor:
    """Month 0: the diagnosis, else the first operation, else the first line.

    Of several tumours it is the diagnosis of the index tumour, as for survival; where
    that is not settled the first one, which says so.

    Only a date that is limited on both sides serves. A case without calendar has its
    own time zero.

    Args:
        placing: Places the records of the case.
        event: What month 0 has to be, one of these or the id of a record; None for
            the first that serves.

    Raises:
        TimelineError: If nothing places what was asked for, or if the case counts its
            days from a time zero of its own.
    """
    case = placing.case
    if placing.relative:
        if event is not None:
            message = "The case counts from a time zero of its own."
            raise TimelineError(message, title=_UNMOVED, option=_OPTION)
        own = case.patient.time_zero or placing.word("zero.of_case")
        return Anchor(Bounds(0, 0), own, own)
    if event is not None and not isinstance(event, TimeZero):
        return _at_record(placing, event)
    for choice, records in _choices(placing):
        first = placing.first(records) if event in (None, choice) else None
        if first is not None:
            place, name = placing.of(first), _name(choice, placing)
            tumour = f" ({first.label})" if _of_index_tumour(choice, placing) else ""
            return Anchor(place.bounds, f"{place.words}, {name}{tumour}", name)
    if event is not None:
        raise _no_date(f"the {event}")
    return Anchor(NOWHERE, "")


def _of_index_tumour(choice: TimeZero | None, placing: Placing) -> bool:
    several = choice is TimeZero.DIAGNOSIS and several_tumours(placing.case)
    return several and bool(index_diagnoses(placing.case))


def _name(choice: TimeZero | None, placing: Placing) -> str:
    if _of_index_tumour(choice, placing):
        return placing.word("zero.index_tumour")
    if choice is TimeZero.DIAGNOSIS and several_tumours(placing.case):
        return placing.word("zero.first_of_several")
    return placing.word.of(choice) if choice else placing.word("zero.first_record")


def _choices(
    placing: Placing,
) -> tuple[tuple[TimeZero | None, tuple[Entry, ...]], ...]:
    """What month 0 can be, the first choice first; None for whatever is dated."""
    case = placing.case
    operations = [
        i for i in case.of_kind(LocalIntervention) if i.type is InterventionKind.SURGERY
    ]
    return (
        (TimeZero.DIAGNOSIS, index_diagnoses(case) or case.of_kind(Diagnosis)),
        (TimeZero.OPERATION, tuple(operations)),
        (TimeZero.LINE, case.lines),
        (None, dated_records(case.records)),
    )


def _at_record(placing: Placing, record_id: str) -> Anchor:
    record = placing.case.get(record_id)
    if record is None or not type(record).date_fields():
        message = f"No dated record has the id {record_id}."
        hint = f"Give the id of a record, or one of: {', '.join(TimeZero)}."
        raise TimelineError(message, title=_UNMOVED, hint=hint, option=_OPTION)
    first = placing.first((record,))
    if first is None:
        raise _no_date(record_id)
    place = placing.of(first)
    return Anchor(place.bounds, f"{place.words}, {first.label}", first.title.lower())


def _no_date(event: str) -> TimelineError:
    return TimelineError(
        f"No date limits {event} on both sides.",
        title="Month 0 has no date",
        hint="Choose another time zero, or none.",
        option=_OPTION,
    )


def dated_records(records: Iterable[Entry]) -> tuple[Entry, ...]:
    """The records of a kind that has dates."""
    return tuple(r for r in records if type(r).date_fields())


def cutoff(placing: Placing) -> Anchor:
    """The last day on which anything is known: death, last seen, or data cut-off."""
    patient = placing.case.patient
    ends = [*(_deaths(placing) or _last_seen(placing))]
    if patient.data_cutoff.known:
        ends.append((placing.of(patient, "data_cutoff"), "cutoff.data"))
    known = [item for item in ends if item[0].bounds.latest is not None]
    if not known:
        return Anchor(NOWHERE, "")
    place, key = max(known, key=lambda item: item[0].bounds.latest or 0)
    return Anchor(place.bounds, placing.word(key, when=place.words))


def until_death(placing: Placing, end: Anchor) -> Bounds:
    """Until when what is said to go on is known to: death, or else the cut-off."""
    dead = _deaths(placing)
    return dead[0][0].bounds if dead else end.bounds


def _deaths(placing: Placing) -> list[tuple[Place, str]]:
    """Where death lies; of several deaths, all of their days."""
    death = placing.history.death
    if death is None:
        return []
    records = [placing.case.get(record) for record in death.records]
    places = [placing.of(record) for record in records if record is not None]
    if len(places) == 1 or len({place.bounds for place in places}) == 1:
        return [(places[0], "cutoff.death")]
    words = " / ".join(dict.fromkeys(place.words for place in places))
    return [(Place(death.bounds, Certainty.WINDOW, words), "cutoff.deaths")]


def _last_seen(placing: Placing) -> list[tuple[Place, str]]:
    """The last follow-up, and the last record that shows the patient alive."""
    life = placing.history.life
    follow_up, ends = life.last_follow_up, []
    if follow_up is not None:
        ends.append((placing.of(follow_up), "cutoff.follow_up"))
    if life.last_alive is not None:
        record_id, field = split(life.last_alive.points[-1])
        record = placing.case.get(record_id)
        if record is not None and record is not follow_up:
            ends.append((placing.of(record, field), "cutoff.alive"))
    return ends


def extent(days: tuple[int, ...]) -> tuple[int, int]:
    """First and last day of the axis, with a margin on both sides of these days."""
    first, last = (min(days), max(days)) if days else (0, 0)
    margin = round(max(last - first, _SHORTEST) * _MARGIN) + 1
    return first - margin, last + margin


def drawn_days(
    anchors: Iterable[Anchor], lanes: Iterable[Lane], series: Iterable[Series]
) -> tuple[int, ...]:
    """Every known limit of what is drawn."""
    ends = [a.bounds for a in anchors]
    ends += [point.at for marker in series for point in marker.points]
    for lane in lanes:
        ends += [mark.at for mark in lane.marks]
        ends += [end for bar in lane.bars for end in (bar.start, bar.stop)]
    return tuple(_days(ends))


def _days(ends: Iterable[Bounds]) -> Iterator[int]:
    for end in ends:
        yield from (day for day in (end.earliest, end.latest) if day is not None)
