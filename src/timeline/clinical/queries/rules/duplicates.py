"""Records that are entered twice, or that differ on one measurement."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from timeline.case.chronology import Bounds
from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.molecular import Specimen
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.her2.specimen import specimen_evidence
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, named, sentence
from timeline.clinical.queries.rules.rule import SDTMCHECKS, Match, Number, declared
from timeline.clinical.results import DUPLICATE, sample_of

_MEASUREMENTS: tuple[type[Record], ...] = (
    DrugCourse,
    Her2Test,
    Result,
    AdverseEvent,
)
"""Kinds of records in which date, subject and method identify one measurement."""
_DATE: dict[type[Record], str] = {DrugCourse: "start", Her2Test: "specimen_date"}
"""The date that counts, where it is not called `date`."""


@declared(
    DUPLICATE,
    Severity.CONFLICT,
    DrugCourse,
    Her2Test,
    Result,
    AdverseEvent,
    settle="Remove one of them, or enter what distinguishes them.",
    blocks=(
        Number.MARKERS,
        Number.SAFETY,
        Number.HER2,
    ),
    source=f"{SDTMCHECKS}: ae_dup, ex_dup, tr_dup",
)
def duplicates(evidence: Evidence) -> Iterator[Match]:
    """Two records of one measurement with the same date."""
    for kind in _MEASUREMENTS:
        groups: dict[Hashable, list[Record]] = defaultdict(list)
        for record in evidence.case.of_kind(kind):
            identity = _identity(record)
            if identity is not None and not _asked_already(evidence, record):
                groups[identity].append(record)
        for records in groups.values():
            yield from (_pair(evidence, records[0], later) for later in records[1:])


def _asked_already(evidence: Evidence, record: Record) -> bool:
    """Whether it is a HER2 test of which another on the specimen differs."""
    if not isinstance(record, Her2Test):
        return False
    return bool(specimen_evidence(evidence.case, record).unsettled)


@declared(
    "entered-twice",
    Severity.NOTICE,
    Record,
    settle="Remove one of them, or enter what distinguishes them.",
    source=f"{SDTMCHECKS}: ae_dup, ex_dup, qs_dup, tr_dup",
)
def entered_twice(evidence: Evidence) -> Iterator[Match]:
    """Two records of one day of any other kind that say the same."""
    days: dict[tuple[type[Record], Bounds], list[Record]] = defaultdict(list)
    for record in evidence.recorded:
        if isinstance(record, (*_MEASUREMENTS, Specimen)):
            continue  # pieces of one tumour are alike
        when = evidence.chronology.when(record)
        if when.earliest is not None and when.earliest == when.latest:
            days[type(record), when].append(record)
    for records in (records for records in days.values() if len(records) > 1):
        same: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            same[repr(_content(record))].append(record)
        for first, *others in same.values():
            for other in others:
                yield Match(
                    (first.id, other.id),
                    f"{sentence(named(first))} is recorded twice.",
                    about=f"{first.id}:{other.id}",
                )


def _identity(record: Record) -> Hashable | None:
    """What makes two records the same measurement; None if it is not known."""
    if isinstance(record, Result):
        return sample_of(record)
    if isinstance(record, Her2Test) and record.method and record.specimen_date.known:
        place = record.specimen_site, record.lesion, record.assay_date.canonical
        return record.method, record.specimen_date.canonical, place
    if isinstance(record, AdverseEvent) and record.date.known:
        return record.term.casefold(), record.date.canonical
    if isinstance(record, DrugCourse) and record.start.known:
        drug = find_drug(record.drug)
        name = drug.name if drug else record.drug.casefold()
        return record.line, name, record.start.canonical
    return None


def _pair(evidence: Evidence, first: Record, second: Record) -> Match:
    same = _content(first) == _content(second)
    one_day = _on_one_day(evidence, first)
    names = f"{named(first)} and {named(second)}"
    if same:
        text = f"{named(first)} is recorded twice."
    elif one_day:
        text = f"{names} are two records of one measurement and differ."
    else:
        text = f"{names} may be two records of one measurement and differ."
    return Match(
        (
            first.id,
            second.id,
        ),
        text,
        about=f"{first.id}:{second.id}",
        severity=Severity.CONFLICT if not same and one_day else Severity.NOTICE,
    )


def _on_one_day(evidence: Evidence, record: Record) -> bool:
    """Whether the date that it shares with another is a day, not a month or a year."""
    name = _DATE.get(type(record), "date")
    date = evidence.chronology.placed(record, name)
    return date.earliest is not None and date.earliest == date.latest


def _content(record: Record) -> dict[str, object]:
    about = set(Record.model_fields)
    return {name: value for name, value in record.values().items() if name not in about}
