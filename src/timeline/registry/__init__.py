"""The database of cases; `Registry` is its only door."""

from timeline.registry.actions import (
    Action,
    Configure,
    Move,
    Origin,
    Put,
    Receipt,
    Remove,
    Restore,
    Session,
    additions,
)
from timeline.registry.case_draft import with_ids
from timeline.registry.errors import (
    ConflictError,
    NoRegistryError,
    RegistryError,
    SimilarCodeError,
    SplitOrdersError,
    UndoBlockedError,
    UnknownPatientError,
    UnknownRecordError,
)
from timeline.registry.health import Health
from timeline.registry.moving import going_along
from timeline.registry.place import default_place
from timeline.registry.registry import Registry
from timeline.registry.values import (
    Change,
    Listing,
    ListQuery,
    ListSort,
    ListState,
    PatientSummary,
    StoredCase,
    Transaction,
)

__all__ = [
    "Action",
    "Change",
    "Configure",
    "ConflictError",
    "Health",
    "ListQuery",
    "ListSort",
    "ListState",
    "Listing",
    "Move",
    "NoRegistryError",
    "Origin",
    "PatientSummary",
    "Put",
    "Receipt",
    "Registry",
    "RegistryError",
    "Remove",
    "Restore",
    "Session",
    "SimilarCodeError",
    "SplitOrdersError",
    "StoredCase",
    "Transaction",
    "UndoBlockedError",
    "UnknownPatientError",
    "UnknownRecordError",
    "additions",
    "default_place",
    "going_along",
    "with_ids",
]
