"""Records of which not all can be right, so that none of them is taken for the fact.

Each detection is for the rule that asks and for whatever reads one of the records.
A person's answer to the question does not say which record holds; as long as all of
them stand, the fact is not settled.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology, surely_before
from timeline.case.record import Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.response_vocabulary import BY_SIZE, Response
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.her2.specimen import specimen_evidence

Clash = tuple[Record, ...]
"""Two records or more that deny each other."""
Detection = Callable[[Case, Chronology], tuple[Clash, ...]]

_WITHOUT_PROGRESSION = (Response.CR, Response.PR, Response.SD)


def two_categories(case: Case, chronology: Chronology) -> tuple[Clash, ...]:
    """Categories of the whole disease on one day and line that differ.

    Readers may differ, and other criteria may. A progression counts against a response
    or stable disease where it was judged by the same criteria, or none are named.
    """
    same: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    readings = [r for r in readings_that_count(case, Assessment) if _of_disease(r)]
    for reading in readings:
        if (day := _day(chronology, reading)) is not None:
            judge = reading.assessor, reading.reader
            key = day, reading.line, reading.criteria, judge, reading.primary
            same[key].append(reading)
    clashes = [
        tuple(group)
        for group in same.values()
        if len({getattr(r, "response", None) for r in group}) > 1
    ]
    known = {reading.id for clash in clashes for reading in clash}
    for event in case.of_kind(Progression):
        against = [r for r in readings if _denies(chronology, event, r)]
        if against and not known & {r.id for r in against}:
            clashes.append((event, *against))
    return tuple(clashes)


def _of_disease(reading: Assessment) -> bool:
    by_size = reading.criteria in BY_SIZE
    return by_size and reading.lesion is None and reading.response is not None


def _denies(chronology: Chronology, event: Progression, reading: Assessment) -> bool:
    day = _day(chronology, event)
    return (
        day is not None
        and day == _day(chronology, reading)
        and event.line is not None
        and event.line == reading.line
        and event.lesion is None
        and event.criteria in (None, reading.criteria)
        and reading.response in _WITHOUT_PROGRESSION
    )


def _day(chronology: Chronology, record: Record) -> Bounds | None:
    """The one day of a record; None where it may be several."""
    when = chronology.when(record)
    return when if when.earliest is not None and when.earliest == when.latest else None


def deaths(case: Case) -> tuple[FollowUp, ...]:
    """The follow-ups that say that the patient died."""
    follow_ups = case.of_kind(FollowUp)
    return tuple(f for f in follow_ups if f.vital_status is VitalStatus.DEAD)


def two_deaths(case: Case, chronology: Chronology) -> tuple[Clash, ...]:
    """Deaths whose dates cannot be one day, each with the one before."""
    ordered = chronology.in_order(deaths(case))
    died = [(death, chronology.when(death)) for death in ordered]
    return tuple(
        (first, second)
        for (first, before), (second, after) in pairwise(died)
        if isinstance(first, FollowUp) and isinstance(second, FollowUp)
        if surely_before(before, after)
    )


def alive_after_death(case: Case, chronology: Chronology) -> tuple[Clash, ...]:
    """The last contact that says that the patient lived, after death for certain.

    Each with the deaths that it denies. Other records after death, such as a result,
    are asked about, but say nothing of life in so many words.
    """
    when = chronology.when
    contacts = [
        (contact, [d for d in deaths(case) if surely_before(when(d), when(contact))])
        for contact in chronology.in_order(case.of_kind(FollowUp))
        if isinstance(contact, FollowUp) and contact.vital_status is VitalStatus.ALIVE
    ]
    denied = [(contact, died) for contact, died in contacts if died]
    return tuple((contact, *died) for contact, died in denied[-1:])


def two_her2_results(case: Case, _chronology: Chronology) -> tuple[Clash, ...]:
    """HER2 tests by one method on one specimen that differ in their result."""
    named = (specimen_evidence(case, test).unsettled for test in case.of_kind(Her2Test))
    groups = dict.fromkeys(tuple(sorted(ids)) for ids in named if ids)
    return tuple(_records(case, ids) for ids in groups)


def _records(case: Case, ids: Iterable[str]) -> Clash:
    entries = (case.get(record_id) for record_id in ids)
    return tuple(entry for entry in entries if isinstance(entry, Record))
