"""What the registry gives back, apart from cases and records."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.registry.actions import Origin


@dataclass(frozen=True, slots=True)
class PatientSummary:
    """One patient as a list shows it."""

    code: str
    headline: str | None
    synthetic: bool | None
    sex: str | None
    age_at_presentation: int | None
    """In completed years."""
    site: str | None
    """Primary site of the first diagnosis that names one."""
    records: int
    """How many records there are besides the patient."""
    last_follow_up: PartialDate
    """The latest recorded follow-up; unknown where there is none."""
    changed_at: dt.datetime
    """When the case last changed, in UTC, from outside timeline too."""
    known: bool
    """Whether the rest is computed; until then it is unknown."""
    on_treatment: bool | None
    """Whether the last line of therapy is ongoing; None where nothing tells."""
    deceased: bool | None
    """Whether death is recorded; None where the last follow-up does not say alive."""
    last_contact: PartialDate
    """The latest date of a record; unknown where none has one."""
    lost_from: int | None
    """See `clinical.case_state.CaseState`, as for the next one."""
    perhaps_lost_from: int | None
    open_queries: int | None
    """Queries that nobody has settled."""

    def lost(self, today: dt.date) -> bool | None:
        """Whether the patient is lost to follow-up; None where nothing tells."""
        from timeline.clinical.lost import is_lost

        if self.deceased:
            return False
        return is_lost(self.lost_from, self.perhaps_lost_from, today)


class ListSort(StrEnum):
    """What a list of patients is sorted by."""

    CODE = "code"
    CONTACT = "contact"
    CHANGE = "change"
    QUERIES = "queries"


class ListState(StrEnum):
    """What the patients of a list have in common."""

    QUERIES = "queries"
    TREATMENT = "treatment"
    LOST = "lost"
    DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which patients are listed, and in which order."""

    search: str = ""
    """Words of code, headline, disease, site or drugs; all of them have to be there."""
    state: ListState | None = None
    """Only those for whom this holds for certain; None: all."""
    sort: ListSort = ListSort.CODE
    """Where nothing is known to sort by, a patient stands at the end."""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The patients that a query finds, by their codes alone."""

    codes: tuple[str, ...]
    on_treatment: int
    """How many of them are on treatment for certain."""
    with_queries: int
    """How many of them have open queries."""
    patients: int
    """How many patients the registry has."""
    known: int
    """Of how many of these the state is computed."""
    transaction: int
    """The last one at that time; see `Registry.last_transaction`."""
    lost_after_days: int | None = None
    """Setting by which patients are lost to follow-up; None if nobody asked for it."""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case and the version of each record, to be passed back as `seen`."""

    case: Case
    versions: Mapping[str, int]
    """Version by record id, the patient's among them."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where imports have records from, by id; those of the bin included."""
    removed: Mapping[str, int] = field(default_factory=dict)
    """Version by record id of what is in the bin."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record that changed."""

    at: dt.datetime
    """When, in UTC."""
    actor: str
    """Who; "(outside timeline)" if another program wrote to the database."""
    reason: str
    """Why, as given by the actor; empty where none was given."""
    action: str
    """`created`, `changed`, `deleted` or `restored`."""
    kind: str
    record_id: str
    field: str
    old: str | None
    """Value before as text; None where it was empty."""
    new: str | None
    """Value after as text; None where it is empty."""
    transaction: int
    """Number shared by everything that was stored together."""
    case_id: int = 0
    """Key of the case within this registry; 0 where the registry itself changed."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """What somebody stored with one action."""

    number: int
    """Number to undo it by."""
    at: dt.datetime
    """When, in UTC."""
    actor: str
    reason: str
    records: int
    """How many records it changed."""
    cases: int
    """In how many cases."""
