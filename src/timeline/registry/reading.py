"""Reading patients and cases."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.registry.errors import RegistryError, UnknownPatientError
from timeline.registry.rows import to_record
from timeline.registry.tables import CASES, TABLES
from timeline.registry.values import PatientSummary, StoredCase

_AT_ONCE = 500
Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Everything stored on one case, records that are marked as deleted included."""

    case_id: int
    deleted: bool
    """Whether the case as a whole is deleted."""
    rows: Mapping[Key, RowMapping]

    def live(self) -> list[Entry]:
        """The records that are not deleted."""
        return [
            to_record(kind, row)
            for (kind, _), row in self.rows.items()
            if row["deleted_at"] is None
        ]


def patients(connection: Connection, search: str) -> tuple[PatientSummary, ...]:
    """Patients whose code, headline, site or drugs hold every word, by code."""
    columns = [c for c in CASES.c if c.name not in ("case_id", "search", "deleted_at")]
    statement = select(*columns).where(CASES.c.deleted_at.is_(None))
    for word in search.casefold().split():
        statement = statement.where(CASES.c.search.contains(word, autoescape=True))
    found = connection.execute(statement.order_by(CASES.c.code)).mappings()
    return tuple(
        PatientSummary(
            **{**row, "changed_at": dt.datetime.fromisoformat(row["changed_at"])}
        )
        for row in found
    )


def stored_rows(
    connection: Connection, codes: Sequence[str], *, lock: bool = False
) -> dict[str, StoredRows]:
    """Everything stored on the cases with these codes, by code.

    With `lock` nobody else changes them before the transaction ends.
    """
    cases: dict[str, tuple[int, bool]] = {}
    for part in _parts(codes):
        query = select(CASES.c.code, CASES.c.case_id, CASES.c.deleted_at)
        query = query.where(CASES.c.code.in_(part)).order_by(CASES.c.case_id)
        for row in connection.execute(query.with_for_update() if lock else query):
            cases[row.code] = row.case_id, row.deleted_at is not None
    rows: dict[int, dict[Key, RowMapping]] = defaultdict(dict)
    for part in _parts([case_id for case_id, _ in cases.values()]):
        for kind, table in TABLES.items():
            records = select(table).where(table.c.case_id.in_(part))
            found = connection.execute(records.with_for_update() if lock else records)
            for mapping in found.mappings():
                rows[mapping["case_id"]][kind, mapping["id"]] = mapping
    return {
        code: StoredRows(case_id, deleted, rows[case_id])
        for code, (case_id, deleted) in cases.items()
    }


def _parts(items: Sequence[Any]) -> list[Sequence[Any]]:
    return [items[n : n + _AT_ONCE] for n in range(0, len(items), _AT_ONCE)]


def stored_case(connection: Connection, code: str, *, lock: bool = False) -> StoredRows:
    """Everything stored on one case.

    Raises:
        UnknownPatientError: If there is no such case, or if it is deleted.
    """
    found = stored_rows(connection, [code], lock=lock).get(code)
    if found is None or found.deleted:
        raise UnknownPatientError(code)
    return found


def load(connection: Connection, code: str) -> StoredCase:
    """A case with the version of each record."""
    stored = stored_case(connection, code)
    versions = {
        record_id: row["version"]
        for (_, record_id), row in stored.rows.items()
        if row["deleted_at"] is None
    }
    return StoredCase(as_case(stored, code), versions)


def as_case(stored: StoredRows, code: str) -> Case:
    """The case that the live rows make up.

    Raises:
        RegistryError: If another program has marked the patient as deleted.
    """
    try:
        return Case.of(stored.live())
    except ValueError:
        raise RegistryError(
            f"The patient record of {code} is missing from the case.",
            hint="Undo the last change of the case, or restore a backup.",
        ) from None


def deleted(connection: Connection, code: str) -> tuple[Entry, ...]:
    """The records of a case that are marked as deleted."""
    stored = stored_case(connection, code)
    return tuple(
        to_record(kind, row)
        for (kind, _), row in stored.rows.items()
        if row["deleted_at"] is not None
    )
