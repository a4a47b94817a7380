"""Alive or dead: everything that is evidence of life, and the deaths.

Last known alive is the latest evidence of life and not the latest follow-up alone: a
patient who was assessed, treated or had blood taken was alive that day. Nothing of it
follows death; each bounds the other (`Chronology`), so that a death known to the year
lies after the last day on which the patient lived.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.points import point, split
from timeline.case.record import Record
from timeline.case.records.follow_up import FollowUp
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.moment import Moment, any_of, last_of

MomentOf = Callable[[Record, str, str], Moment]
"""Makes the moment of a record from a label and the name of a date field."""


@dataclass(frozen=True, slots=True)
class Life:
    """What the records say of life and death."""

    deaths: tuple[Moment, ...]
    """Each recorded death, in order; several contradict each other."""
    last_alive: Moment | None
    """The latest evidence of life, in the bounds of the latest of all."""
    last_follow_up: FollowUp | None
    """The last follow-up in order, whatever it says."""
    last_stated: Moment | None
    """The same as a moment."""
    seen_since: bool
    """Whether the patient lived after the last follow-up for certain."""

    @property
    def death(self) -> Moment | None:
        """The death, if one is recorded; of several, all of their days."""
        return any_of(self.deaths) if self.deaths else None

    @property
    def last_contact(self) -> Moment | None:
        """Death, or else the last day known alive."""
        return self.death or self.last_alive

    @property
    def last_seen(self) -> Moment | None:
        """Death, the last day known alive, or else a follow-up that says neither."""
        return self.last_contact or self.last_stated

    @property
    def status(self) -> VitalStatus | None:
        """Dead, or else what the last follow-up or later evidence of life says.

        None where that follow-up says nothing, and where there is neither.
        """
        if self.deaths:
            return VitalStatus.DEAD
        if self.last_follow_up is not None and not self.seen_since:
            return self.last_follow_up.vital_status
        return VitalStatus.ALIVE if self.last_alive else None

    @property
    def deceased(self) -> bool | None:
        """Whether the patient died; None where the status leaves it open."""
        settled = {VitalStatus.DEAD: True, VitalStatus.ALIVE: False}
        return settled.get(self.status) if self.status else None


def life(case: Case, chronology: Chronology, moment: MomentOf) -> Life:
    """Collect the evidence of life and of death.

    Args:
        case: The case.
        chronology: The bounds to sort by.
        moment: Makes the moments.
    """
    in_order = sorted(case.of_kind(FollowUp), key=chronology.place)
    dead = [f for f in in_order if f.vital_status is VitalStatus.DEAD]
    alive = _latest(case, chronology)
    moments = [moment(record, _named(record), field) for record, field in alive]
    last_alive = last_of(moments) if moments else None
    last = in_order[-1] if in_order else None
    return Life(
        deaths=tuple(moment(record, "death", "date") for record in dead),
        last_alive=last_alive,
        last_follow_up=last,
        last_stated=moment(last, "last follow-up", "date") if last else None,
        seen_since=_after(last_alive, last, chronology),
    )


def _after(
    moment: Moment | None, record: Record | None, chronology: Chronology
) -> bool:
    """Whether a moment lies after a record for certain."""
    if moment is None or record is None:
        return False
    first, last = moment.bounds.earliest, chronology.when(record).latest
    return first is not None and last is not None and first > last


def _named(record: Record) -> str:
    return f"last known alive ({record.title.lower()})"


def _latest(case: Case, chronology: Chronology) -> list[tuple[Record, str]]:
    """The evidence of life that may be the latest, in order.

    What may have been long before all others is no evidence of a late day. Of what has
    no date and no last possible day only a follow-up is, and only where nothing is
    known to be later. An end without a date may not have come.
    """
    points = {
        point(record, name): (record, name)
        for record in case.records
        if isinstance(record, Record)
        for name in record.alive_at
        if name == record.date_fields()[0] or getattr(record, name).known
    }
    placed = [key for key in points if not chronology.unplaced(key)]
    days = [
        chronology.bounds(key).earliest for key in placed if _dated(chronology, key)
    ]
    first = max((day for day in days if day is not None), default=None)
    latest = [key for key in placed if not _surpassed(chronology, key, first)]
    last = [key for key in latest if not _precedes(chronology, key, latest)]
    in_order = sorted(last, key=lambda key: (chronology.place_of(key), key))
    return [points[key] for key in in_order]


def _dated(chronology: Chronology, key: str) -> bool:
    record_id, name = split(key)
    record = chronology.case.get(record_id)
    return record is not None and chronology.placed(record, name).known


def _surpassed(chronology: Chronology, key: str, day: int | None) -> bool:
    """Whether a point lies before a day on which the patient lived."""
    first, last = chronology.bounds(key)
    if day is None:
        return False
    if last is None and not _dated(chronology, key):
        contact = isinstance(chronology.case.get(split(key)[0]), FollowUp)
        return not contact or (first is not None and first < day)
    return last is not None and last < day


def _precedes(chronology: Chronology, key: str, others: Sequence[str]) -> bool:
    """Whether a recorded order puts another point after one."""
    leads = chronology.leads
    return any(leads(key, other) and not leads(other, key) for other in others)
