"""Reading cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Enum,
    RowMapping,
    Select,
    String,
    Table,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.registry.errors import RegistryError, UnknownPatientError
from timeline.registry.rows import to_record
from timeline.registry.tables import CASES, TABLES
from timeline.registry.values import StoredCase

_AT_ONCE = 500
Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Everything stored on one case, records that are marked as deleted included."""

    case_id: int
    rows: Mapping[Key, RowMapping]

    def live(self) -> list[Entry]:
        """The records that are not deleted."""
        return self._records(deleted=False)

    def deleted(self) -> list[Entry]:
        """The records that are marked as deleted."""
        return self._records(deleted=True)

    def _records(self, *, deleted: bool) -> list[Entry]:
        return [
            to_record(kind, row)
            for (kind, _), row in self.rows.items()
            if (row["deleted_at"] is not None) is deleted
        ]


def is_empty(connection: Connection) -> bool:
    """Whether there is no case."""
    return connection.execute(select(CASES.c.case_id).limit(1)).first() is None


def stored_rows(
    connection: Connection, codes: Sequence[str], *, lock: bool = False
) -> dict[str, StoredRows]:
    """Everything stored on the cases with these codes, by code.

    With `lock` nobody else changes them before the transaction ends.
    """
    cases: dict[str, int] = {}
    for part in _parts(sorted(codes)):  # in one order, so that two wait and not block
        query = select(CASES.c.code, CASES.c.case_id)
        query = query.where(CASES.c.code.in_(part)).order_by(CASES.c.code)
        for row in connection.execute(query.with_for_update() if lock else query):
            cases[row.code] = row.case_id
    rows: dict[int, dict[Key, RowMapping]] = defaultdict(dict)
    for part in _parts(list(cases.values())):
        for kind, table in TABLES.items():
            records = _as_text(table).where(table.c.case_id.in_(part))
            found = connection.execute(records.with_for_update() if lock else records)
            for mapping in found.mappings():
                rows[mapping["case_id"]][kind, mapping["id"]] = mapping
    return {code: StoredRows(case_id, rows[case_id]) for code, case_id in cases.items()}


@cache
def _as_text(table: Table) -> Select[Any]:
    """Every row, with dates, lists and vocabularies as their text.

    What another program wrote may be none, and only the record may say so.
    """
    return select(
        *(
            type_coerce(column, String).label(column.name)
            if isinstance(column.type, TypeDecorator | Enum)
            else column
            for column in table.c
        )
    )


def _parts(items: Sequence[Any]) -> list[Sequence[Any]]:
    return [items[n : n + _AT_ONCE] for n in range(0, len(items), _AT_ONCE)]


def stored_case(connection: Connection, code: str, *, lock: bool = False) -> StoredRows:
    """Everything stored on one case.

    Raises:
        UnknownPatientError: If there is no such case.
    """
    found = stored_rows(connection, [code], lock=lock).get(code)
    if found is None:
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
    return StoredCase(case_of(stored.live()), versions)


def cases(connection: Connection, codes: Sequence[str]) -> tuple[Case, ...]:
    """The cases with these codes, in their order.

    Raises:
        UnknownPatientError: If there is no case with one of them.
    """
    stored = stored_rows(connection, codes)
    unknown = next((code for code in codes if code not in stored), None)
    if unknown is not None:
        raise UnknownPatientError(unknown)
    return tuple(case_of(stored[code].live()) for code in codes)


def case_of(entries: Iterable[Entry]) -> Case:
    """The case that these records make up.

    Raises:
        RegistryError: If there is not exactly one patient among them.
    """
    try:
        return Case.of(entries)
    except ValueError:
        raise RegistryError(
            "A case has exactly one patient, and this one would have none or two.",
            hint="If another program changed the patient, undo the last change.",
        ) from None
