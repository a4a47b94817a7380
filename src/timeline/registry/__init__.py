"""The database of cases; `Registry` is its only door."""

from timeline.registry.errors import (
    ConflictError,
    NoRegistryError,
    RegistryError,
    UnknownPatientError,
    UnknownRecordError,
)
from timeline.registry.health import Health
from timeline.registry.place import default_place
from timeline.registry.registry import Registry
from timeline.registry.values import (
    Change,
    Listing,
    ListQuery,
    ListSort,
    ListState,
    PatientSummary,
    SaveReport,
    StoredCase,
)

__all__ = [
    "Change",
    "ConflictError",
    "Health",
    "ListQuery",
    "ListSort",
    "ListState",
    "Listing",
    "NoRegistryError",
    "PatientSummary",
    "Registry",
    "RegistryError",
    "SaveReport",
    "StoredCase",
    "UnknownPatientError",
    "UnknownRecordError",
    "default_place",
]
