"""Trial registrations that the sources list, by drug and tumour."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.clinical.catalogues.tables import listed, rows


@dataclass(frozen=True, slots=True)
class RegistryId:
    """One trial registration, as one source lists it."""

    nct_id: str
    phase: str
    drugs: tuple[str, ...]
    tumour: str
    name: str
    population: str
    status: str
    """Recruitment status when the source was printed; empty where not stated."""
    endpoints: str
    note: str
    verify: str
    source: str


@cache
def all_registry_ids() -> tuple[RegistryId, ...]:
    """Every registration listed by the sources; one id may occur more than once."""
    return tuple(_registry_id(dict(row)) for row in rows("registry_ids"))


def _registry_id(row: dict[str, Any]) -> RegistryId:
    row["drugs"] = listed(row["drugs"])
    return RegistryId(**row)
