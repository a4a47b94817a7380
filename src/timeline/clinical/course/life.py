"""Alive or dead: everything that is evidence of life, and the deaths.

Last known alive is the latest evidence of life and not the latest follow-up alone: a
patient who was assessed, treated or had blood taken was alive that day. Nothing of it
follows death; each bounds the other (`Chronology`), so that a death known to the year
lies after the last day on which the patient lived.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.points import point
from timeline.case.record import Record
from timeline.case.records.follow_up import FollowUp
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.moment import Moment, last_of

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

    @property
    def death(self) -> Moment | None:
        """The death, if one is recorded; of several the first."""
        return self.deaths[0] if self.deaths else None

    @property
    def last_contact(self) -> Moment | None:
        """Death, or else the last day known alive."""
        return self.death or self.last_alive

    @property
    def deceased(self) -> bool | None:
        """Whether death is recorded; None where the last follow-up leaves it open."""
        if self.deaths:
            return True
        last = self.last_follow_up
        alive = last is not None and last.vital_status is VitalStatus.ALIVE
        return False if alive else None


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
    return Life(
        deaths=tuple(moment(record, "death", "date") for record in dead),
        last_alive=last_of(moments) if moments else None,
        last_follow_up=in_order[-1] if in_order else None,
    )


def _named(record: Record) -> str:
    return f"last known alive ({record.title.lower()})"


class _Sign(NamedTuple):
    """A date at which the patient lived."""

    record: Record
    field: str
    key: str
    """The point: `id.field`."""
    first: int | None
    last: int | None
    dated: bool


def _latest(case: Case, chronology: Chronology) -> list[tuple[Record, str]]:
    """The evidence of life that may be the latest, in order.

    What may have been long before all others is no evidence of a late day. Of what has
    no date and no last possible day only a follow-up is, and only where nothing is
    known to be later. An end without a date may not have come.
    """
    signs = list(_signs(case, chronology))
    days = (sign.first for sign in signs if sign.dated and sign.first is not None)
    day = max(days, default=None)
    latest = [sign for sign in signs if not _surpassed(sign, day)]
    keys = [sign.key for sign in latest]
    last = [sign for sign in latest if not _precedes(chronology, sign.key, keys)]
    last.sort(key=lambda sign: (chronology.place_of(sign.key), sign.key))
    return [(sign.record, sign.field) for sign in last]


def _signs(case: Case, chronology: Chronology) -> Iterator[_Sign]:
    for record in case.records:
        if not isinstance(record, Record):
            continue
        for position, name in enumerate(record.alive_at):
            dated = chronology.placed(record, name).known
            # The end of a treatment is an end only where it is dated.
            if not dated and position:
                continue
            key = point(record, name)
            first, last = chronology.bounds(key)
            if dated or first is not None:
                yield _Sign(record, name, key, first, last, dated)


def _surpassed(sign: _Sign, day: int | None) -> bool:
    """Whether a point lies before a day on which the patient lived."""
    if day is None:
        return False
    if sign.last is None and not sign.dated:
        contact = isinstance(sign.record, FollowUp)
        return not contact or (sign.first is not None and sign.first < day)
    return sign.last is not None and sign.last < day


def _precedes(chronology: Chronology, key: str, others: Sequence[str]) -> bool:
    """Whether a recorded order puts another point after one."""
    leads = chronology.leads
    return any(leads(key, other) and not leads(other, key) for other in others)
