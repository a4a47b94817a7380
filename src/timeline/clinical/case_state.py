"""Where a case stands, in the few values that a list of many patients sorts by.

What the records leave open is None here, which is neither yes nor no.
"""

import datetime as dt
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.points import point
from timeline.case.record import Record
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.history import History
from timeline.clinical.queries.case_queries import open_count, queries
from timeline.clinical.settings import DEFAULTS, Settings

_NO_CONTACT = frozenset({"data_cutoff", "assay_date"})
"""Dates on which nobody saw the patient; an assay may read tissue of years before."""


@dataclass(frozen=True, slots=True)
class CaseState:
    """Treatment, vital status, contact and open queries of one case."""

    on_treatment: bool | None
    """Whether the last line of therapy is ongoing; None where no line is recorded,
    or where the last one has neither an end nor the word ongoing."""
    deceased: bool | None
    """Whether death is recorded; None where the last follow-up does not say alive."""
    last_contact: PartialDate
    """The latest date on which a record shows the patient; unknown without one."""
    lost_from: int | None
    """Day from which the patient is lost to follow-up for certain, as a proleptic
    ordinal; None: never, or not known."""
    perhaps_lost_from: int | None
    """Day from which the patient may be lost to follow-up, where the last contact is
    known to a month or a year; None: never, or not known."""
    open_queries: int
    """Queries that are still open."""


def case_state(
    case: Case, settings: Settings = DEFAULTS, *, today: dt.date | None = None
) -> CaseState:
    """Summarise where a case stands.

    Last contact is the latest dated record of any kind, as cancer registries count
    it (NAACCR item 1750, "date of last contact or death", from memory, verify): a
    patient whose blood was drawn last month is not lost, although the last follow-up
    is older. Undated records are no evidence of contact.

    Args:
        case: The case.
        settings: Choices where definitions differ.
        today: No record may lie after this day; None: not checked.
    """
    chronology = Chronology.of(case)
    history = History.of(case, chronology, settings)
    deceased = history.life.deceased
    case_queries = queries(case, chronology, settings, today=today)
    contacts = _contacts(case)
    dates = (date for date, _ in contacts)
    latest = max(dates, key=lambda date: date.sort_key[::-1], default=UNKNOWN)
    bounds = [bounds for _, bounds in contacts]
    died = history.life.deaths
    lost = (None, None) if died else _lost(history, bounds, settings)
    return CaseState(
        on_treatment=False if deceased else _on_treatment(history),
        deceased=deceased,
        last_contact=latest,
        lost_from=lost[0],
        perhaps_lost_from=lost[1],
        open_queries=open_count(case_queries),
    )


def _on_treatment(history: History) -> bool | None:
    if not history.lines:
        return None
    stop = history.stop(history.lines[-1])
    if stop is None:
        return True
    return None if stop.bounds.latest is None else False


def _contacts(case: Case) -> list[tuple[PartialDate, Bounds]]:
    """Every known date on which the patient was seen, and its bounds."""
    chronology = Chronology.of(case)
    return [
        (date, chronology.bounds(point(record, name)))
        for record in case.of_kind(Record)
        for name in record.date_fields()
        if (date := chronology.placed(record, name)).known and name not in _NO_CONTACT
    ]


def _lost(
    history: History, contacts: list[Bounds], settings: Settings
) -> tuple[int | None, int | None]:
    """Days from which the patient is lost to follow-up, for certain and perhaps."""
    firsts = [bounds.earliest for bounds in contacts if bounds.earliest is not None]
    lasts = [bounds.latest for bounds in contacts]
    if _recorded_as_lost(history, max(firsts, default=None)):
        return 0, 0
    if not contacts or history.case.relative:
        return None, None
    wait = settings.lost_after_days + 1
    ends = [day for day in lasts if day is not None]
    certain = None if None in lasts else max(ends) + wait
    return certain, max(firsts) + wait if firsts else 0


def _recorded_as_lost(history: History, last_seen: int | None) -> bool:
    """Whether the last follow-up says lost, and nothing shows the patient later."""
    if not history.follow_ups:
        return False
    last = history.follow_ups[-1]
    if last.vital_status is not VitalStatus.LOST:
        return False
    latest = history.chronology.when(last).latest
    return latest is None or last_seen is None or last_seen <= latest
