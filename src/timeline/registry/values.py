"""What the registry gives back, apart from cases and records."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate


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
    """When timeline last changed the case, in UTC."""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case and the version of each record, to be passed back as `seen`."""

    case: Case
    versions: Mapping[str, int]
    """Version by record id, the patient's among them."""


@dataclass(frozen=True, slots=True)
class SaveReport:
    """How many records a save wrote."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0

    @property
    def written(self) -> int:
        """Records that were created, changed or marked as deleted."""
        return self.created + self.updated + self.deleted


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
