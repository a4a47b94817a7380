"""Where a case stands, in the few values that a list of many patients sorts by.

What the records leave open is None here, which is neither yes nor no.
"""

import datetime as dt
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment
from timeline.clinical.queries.case_queries import open_count, queries
from timeline.clinical.settings import DEFAULTS, Settings


@dataclass(frozen=True, slots=True)
class CaseState:
    """Treatment, vital status, contact and open queries of one case."""

    on_treatment: bool | None
    """Whether a line of therapy is ongoing; None where no line is recorded, or where
    none is ongoing and the last one has no end."""
    deceased: bool | None
    """Whether the patient died; None where the records leave it open: `Life.status`."""
    last_contact: PartialDate
    """Death, or else the last day known alive, or else the last follow-up."""
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

    Last contact is death or the latest evidence of life, of whatever kind, as cancer
    registries count it (NAACCR item 1750, "date of last contact or death", from memory,
    verify): a patient whose blood was drawn last month is not lost, although the last
    follow-up is older.

    Args:
        case: The case.
        settings: Choices where definitions differ.
        today: No record may lie after this day; None: not checked.
    """
    chronology = Chronology.of(case)
    history = History.of(case, chronology, settings)
    case_queries = queries(case, chronology, settings, today=today)
    contact = history.life.last_seen
    lost = _lost(history, contact, settings)
    return CaseState(
        on_treatment=_on_treatment(history),
        deceased=history.life.deceased,
        last_contact=history.date_of(contact) if contact else UNKNOWN,
        lost_from=lost[0],
        perhaps_lost_from=lost[1],
        open_queries=open_count(case_queries),
    )


def _on_treatment(history: History) -> bool | None:
    if not history.lines:
        return None
    return history.current_line is not None or history.goes_on(history.lines[-1])


def _lost(
    history: History, contact: Moment | None, settings: Settings
) -> tuple[int | None, int | None]:
    """Days from which the patient is lost to follow-up, for certain and perhaps."""
    if history.life.status is VitalStatus.LOST:
        return 0, 0
    dead = bool(history.life.deaths)
    if dead or contact is None or contact.bounds == Bounds() or history.case.relative:
        return None, None
    wait = settings.lost_after_days + 1
    first, last = contact.bounds
    return None if last is None else last + wait, (first or 0) + wait if first else 0
