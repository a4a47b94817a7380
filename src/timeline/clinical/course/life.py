"""Alive or dead: everything that is evidence of life, and the deaths.

Last known alive is the latest evidence of life and not the latest follow-up alone: a
patient who was assessed, treated or had blood taken was alive that day. Nothing of it
follows death; each bounds the other (`Chronology`), so that a death known to the year
lies after the last day on which the patient lived. Two deaths, or a contact after
death that says alive, deny each other: what ends with death is then worked out by each.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology, surely_before
from timeline.case.date_in_case import days_in_words
from timeline.case.points import point
from timeline.case.record import Record
from timeline.case.records.follow_up import FollowUp
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.contradictions import alive_after_death, two_deaths
from timeline.clinical.course.disputes import Dispute
from timeline.clinical.course.moment import Moment, any_of, last_of
from timeline.clinical.course.possible_orders import PossibleOrder

MomentOf = Callable[[Record, str, str], Moment]
"""Makes the moment of a record from a label and the name of a date field."""


@dataclass(frozen=True, slots=True)
class Life:
    """What the records say of life and death."""

    deaths: tuple[Moment, ...]
    """Each recorded death, in order."""
    last_alive: Moment | None
    """The latest evidence of life, in the bounds of the latest of all."""
    last_follow_up: FollowUp | None
    """The last follow-up in order, whatever it says."""
    last_stated: Moment | None
    """The same as a moment."""
    seen_since: bool
    """Whether the patient lived after the last follow-up for certain."""
    dispute: Dispute | None = None
    """Deaths, or a death and a later life, that deny each other."""
    denied: bool = False
    """Whether a contact after every death says that the patient was alive."""

    @property
    def death(self) -> Moment | None:
        """The death, if it is settled that there is one: any of several."""
        if not self.deaths or self.denied:
            return None
        return any_of(self.deaths) if self.dispute else self.deaths[0]

    def death_in(self, order: PossibleOrder) -> Moment | None:
        """The death in one order of events; None where the patient lives in it."""
        if not self.deaths:
            return None
        if self.dispute is None:
            return order.one_of(self.deaths)
        ways = (*self.deaths, None) if self.denied else self.deaths
        return order.choose(self.dispute, ways)

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

        None where that follow-up says nothing, where there is neither, and where a
        later contact denies the death.
        """
        if self.denied:
            return None
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
    clashes = (*alive_after_death(case, chronology), *two_deaths(case, chronology))
    against = {record.id: record for clash in clashes for record in clash}
    died = {record.id for record in dead}
    return Life(
        deaths=tuple(moment(record, "death", "date") for record in dead),
        last_alive=last_alive,
        last_follow_up=last,
        last_stated=moment(last, "last follow-up", "date") if last else None,
        seen_since=_after(last_alive, last, chronology),
        dispute=_dispute(chronology, against.values()) if against else None,
        denied=any(died < {record.id for record in clash} for clash in clashes),
    )


def _dispute(chronology: Chronology, contacts: Iterable[Record]) -> Dispute:
    ordered = chronology.in_order(contacts)
    texts = (
        f"{getattr(r, 'vital_status', '')} {days_in_words(chronology, r, 'date')}"
        for r in ordered
    )
    return Dispute(
        tuple(frozenset((record.id,)) for record in ordered), " and ".join(texts)
    )


def _after(
    moment: Moment | None, record: Record | None, chronology: Chronology
) -> bool:
    """Whether a moment lies after a record for certain."""
    if moment is None or record is None:
        return False
    return surely_before(chronology.when(record), moment.bounds)


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
