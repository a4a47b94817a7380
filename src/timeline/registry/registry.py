"""The only door to the database: it takes and gives records, never rows."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.registry import backup, history, listing, reading, states, writing
from timeline.registry.errors import ConflictError, RegistryError, UnknownRecordError
from timeline.registry.health import Health, health
from timeline.registry.reading import StoredRows
from timeline.registry.rows import to_record
from timeline.registry.store import Store
from timeline.registry.values import (
    Change,
    Listing,
    ListQuery,
    PatientSummary,
    SaveReport,
    StoredCase,
)

_GONE = "Read the patient again; somebody may have changed it meanwhile."


class Registry:
    """The cases of a site, with who changed what, when and why."""

    def __init__(self, store: Store) -> None:
        """Take over an open store; use `Registry.open`."""
        self._store = store

    @classmethod
    def open(
        cls, place: str | Path, *, key: str | None = None, create: bool = False
    ) -> Self:
        """Open a registry.

        Args:
            place: Path of a file, or the URL of a PostgreSQL database.
            key: Passphrase of an encrypted file.
            create: Whether to make a registry where there is none; see `made`.

        Raises:
            NoRegistryError: If there is none and none is to be made.
            RegistryError: If it cannot be opened, is no registry, or was written by a
                newer program.
        """
        return cls(Store.open(place, key, create=create))

    @property
    def made(self) -> bool:
        """Whether the registry was made by opening it."""
        return self._store.made

    def close(self) -> None:
        """Close every connection."""
        self._store.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def patients(
        self, query: ListQuery | str = "", *, today: dt.date | None = None
    ) -> tuple[PatientSummary, ...]:
        """Every patient that a query, or the words of a search, finds, in its order.

        States that are out of date read as unknown; see `refresh_states`.

        Args:
            query: What is looked for.
            today: The day by which a patient is lost to follow-up or not; None: the
                day of the computer.
        """
        wanted = ListQuery(query) if isinstance(query, str) else query
        with self._store.read() as connection:
            return listing.patients(connection, wanted, today or _today())

    def listing(self, query: ListQuery, *, today: dt.date | None = None) -> Listing:
        """The codes of the patients that a query finds; see `patients`."""
        with self._store.read() as connection:
            return listing.listing(connection, query, today or _today())

    def summaries(self, codes: Sequence[str]) -> dict[str, PatientSummary]:
        """What a list shows of the patients with these codes, as far as they exist."""
        with self._store.read() as connection:
            return {row.code: row for row in listing.summaries(connection, codes)}

    def refresh_states(
        self, *, today: dt.date | None = None, first: Sequence[str] = ()
    ) -> int:
        """Compute some states that are out of date, those of `first` before others.

        Returns:
            How many; 0 when nothing is out of date. Call it again until then.
        """
        return states.refresh(self._store, today or _today(), first)

    def last_transaction(self) -> int:
        """A number that is another one as soon as anybody changed anything."""
        with self._store.read() as connection:
            return listing.last_transaction(connection)

    def case(self, code: str) -> Case:
        """Everything recorded on a patient.

        Raises:
            UnknownPatientError: If there is no patient with this code.
        """
        return self.load(code).case

    def cases(self, codes: Sequence[str]) -> tuple[Case, ...]:
        """Everything recorded on several patients, in the order of the codes.

        Many are read at once, which takes a small part of the time of one by one.

        Raises:
            UnknownPatientError: If there is no patient with one of these codes.
            RegistryError: If a record of one of them cannot be read.
        """
        with self._store.read() as connection:
            return reading.cases(connection, codes)

    def load(self, code: str) -> StoredCase:
        """Everything recorded on a patient, with the version of each record.

        Raises:
            UnknownPatientError: If there is no patient with this code.
        """
        with self._store.read() as connection:
            return reading.load(connection, code)

    def deleted(self, code: str) -> tuple[Entry, ...]:
        """The records of a patient that were deleted and can be restored."""
        with self._store.read() as connection:
            return tuple(reading.stored_case(connection, code).deleted())

    def save(self, case: Case, *, actor: str, reason: str = "") -> SaveReport:
        """Make the stored case equal to this one; see `save_all`."""
        return self.save_all([case], actor=actor, reason=reason)

    def save_all(
        self, cases: Sequence[Case], *, actor: str, reason: str = ""
    ) -> SaveReport:
        """Make the stored cases equal to these, in one transaction.

        Records that a case no longer holds are marked as deleted. Where nothing
        differs, nothing is written.

        Args:
            cases: The cases; each is stored under its code.
            actor: Who stores them.
            reason: Why; needed as soon as a stored record changes.

        Raises:
            InvalidDataError: If a case has problems; nothing is stored then.
            RegistryError: If a reason is missing, or if the database refuses.
        """
        with self._store.write() as connection:
            return writing.save(connection, cases, actor, reason)

    def save_record(
        self,
        code: str,
        record: Entry,
        *,
        seen: int | None,
        actor: str,
        reason: str = "",
    ) -> int:
        """Store one record.

        Args:
            code: Code of the patient, as stored.
            record: The record, new or changed.
            seen: Version that was read; None for a new record.
            actor: Who stores it.
            reason: Why; needed for a record that is stored already.

        Returns:
            The version that stands now.

        Raises:
            ConflictError: If somebody changed the record since it was read.
            InvalidDataError: If the case would have problems.
        """
        with self._store.write() as connection:
            stored = reading.stored_case(connection, code, lock=True)
            _agreed(stored, record.id, record, seen, kind=record.kind)
            others = [each for each in stored.live() if each.id != record.id]
            case = reading.case_of([*others, record])
            made = writing.carry_out_one(connection, code, case, stored, actor, reason)
            before = stored.rows.get((record.kind, record.id))
            if before is None:
                return 1
            return int(before["version"]) + (record in made.updated)

    def delete_record(
        self, code: str, record_id: str, *, seen: int | None, actor: str, reason: str
    ) -> None:
        """Mark a record as deleted; it can be restored.

        Raises:
            ConflictError: If somebody changed the record since it was read.
            InvalidDataError: If another record refers to it.
            UnknownRecordError: If there is no such record.
        """
        with self._store.write() as connection:
            stored = reading.stored_case(connection, code, lock=True)
            case = reading.case_of(stored.live())
            record = case.get(record_id)
            if record is None:
                raise UnknownRecordError(f"There is no record {record_id}.", hint=_GONE)
            if isinstance(record, Patient):
                raise RegistryError(
                    "The patient of a case cannot be deleted alone.",
                    hint="Delete single records, or correct the patient.",
                )
            _agreed(stored, record_id, None, seen, kind=record.kind)
            without = case.without(record_id)
            writing.carry_out_one(connection, code, without, stored, actor, reason)

    def restore_record(
        self, code: str, record_id: str, *, actor: str, reason: str
    ) -> None:
        """Bring a deleted record back as it was.

        Raises:
            InvalidDataError: If the case would have problems.
            UnknownRecordError: If no deleted record has this id.
        """
        with self._store.write() as connection:
            stored = reading.stored_case(connection, code, lock=True)
            record = next((r for r in stored.deleted() if r.id == record_id), None)
            if record is None:
                raise UnknownRecordError(
                    f"No deleted record has the id {record_id}.", hint=_GONE
                )
            case = reading.case_of([*stored.live(), record])
            writing.carry_out_one(connection, code, case, stored, actor, reason)

    def history(self, code: str, record_id: str | None = None) -> tuple[Change, ...]:
        """Who changed what, when and why, field by field, the first change first."""
        with self._store.read() as connection:
            return history.history(connection, code, record_id)

    def undo(self, code: str, *, actor: str) -> tuple[Change, ...]:
        """Take back the last change of a patient; undoing twice brings it back."""
        with self._store.write() as connection:
            return history.undo(connection, code, actor)

    def health(self) -> Health:
        """Whether the registry is whole and can be written; nothing is changed."""
        return health(self._store)

    def is_empty(self) -> bool:
        """Whether there is no patient yet."""
        with self._store.read() as connection:
            return reading.is_empty(connection)

    def backup(self, target: Path) -> None:
        """Copy the registry to a new file and verify the copy.

        Raises:
            RegistryError: If something stands there, or if the copy is not equal.
        """
        if self._store.path is None:
            raise RegistryError(
                "A database server is backed up with its own tools.",
                hint="Use pg_dump, and test restoring it.",
            )
        backup.back_up(self._store.path, target, self._store.key)

    @staticmethod
    def restore(source: Path, place: Path, *, key: str | None = None) -> None:
        """Verify a backup and put it where no registry stands yet.

        Raises:
            RegistryError: If the backup is damaged or newer, or the place is taken.
        """
        backup.restore(source, place, key)


def _agreed(
    stored: StoredRows,
    record_id: str,
    yours: Entry | None,
    seen: int | None,
    *,
    kind: str,
) -> None:
    """Refuse to overwrite what somebody else stored meanwhile."""
    taken = (
        row["deleted_at"] is None
        for (other, other_id), row in stored.rows.items()
        if other_id == record_id and other != kind
    )
    if any(taken):
        raise RegistryError(
            f"The id {record_id} belongs to another kind of record.",
            hint="Give the new record another id.",
        )
    row = stored.rows.get((kind, record_id))
    if row is None:
        if seen is not None:
            raise UnknownRecordError(f"There is no record {record_id}.", hint=_GONE)
        return
    if row["version"] != seen:
        live = row["deleted_at"] is None
        theirs = to_record(kind, row) if live else None
        raise ConflictError(record_id, yours, theirs, row["version"])


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
