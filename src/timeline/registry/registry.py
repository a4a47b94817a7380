"""The only door to the database: it takes and gives records, never rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.clinical.catalogues.tables import use_own_rows
from timeline.clinical.settings import Settings
from timeline.registry import backup, history, listing, reading, states
from timeline.registry.actions import Action, Receipt, Session
from timeline.registry.apply import apply
from timeline.registry.errors import RegistryError
from timeline.registry.health import Health, health
from timeline.registry.store import Store
from timeline.registry.undo import undo
from timeline.registry.values import (
    Change,
    Listing,
    ListQuery,
    PatientSummary,
    StoredCase,
    Transaction,
)

if TYPE_CHECKING:
    from timeline.clinical.catalogues.own_words import OwnWord


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
        """Close every connection, and forget the site's vocabulary."""
        self._store.engine.dispose()
        use_own_rows({})

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
        list_query = ListQuery(query) if isinstance(query, str) else query
        with self._store.read() as connection:
            return listing.patients(connection, list_query, today or _today())

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

    def codes_of_source(self, source: str, kinds: Sequence[str]) -> set[str]:
        """Study codes of the patients with a record that a source has stated."""
        with self._store.read() as connection:
            return reading.codes_of_source(connection, source, kinds)

    def deleted(self, code: str) -> tuple[Entry, ...]:
        """The records of a patient that were deleted and can be restored."""
        with self._store.read() as connection:
            return tuple(reading.stored_case(connection, code).deleted())

    def apply(self, actions: Iterable[Action], session: Session) -> Receipt:
        """Do what a person asked for with one key: all of it, or nothing.

        Everything is one transaction of the audit and one step of `undo`. Where nothing
        differs from what is stored, nothing is written.

        Args:
            actions: What to do, in this order; each names its case or the registry.
            session: Who acts, and why.

        Returns:
            What was written, with the number by which to undo it.

        Raises:
            ConflictError: If somebody changed a record since it was read.
            InvalidDataError: If a case would have problems.
            SimilarCodeError: If a new study code is nearly one that is stored.
            SplitOrdersError: If a move would cut orders.
            UnknownPatientError: If there is no such patient.
            UnknownRecordError: If there is no such record.
            RegistryError: If a reason is missing, or if the database refuses.
        """
        with self._store.write() as connection:
            return apply(connection, tuple(actions), session)

    def undo(self, transaction: int, session: Session) -> Receipt:
        """Take back one transaction, all of it or nothing; undoing that repeats it.

        Args:
            transaction: Its number, from a receipt or from the history.
            session: Who acts; without a reason the undo gives its own.

        Raises:
            UndoBlockedError: If somebody has built on what it wrote; who and where is
                said.
            RegistryError: If there is no such transaction.
        """
        with self._store.write() as connection:
            return undo(connection, transaction, session)

    def record_at(self, code: str, record_id: str, version: int) -> Entry | None:
        """A record as it stood at an earlier version; None if it was in the bin then.

        Raises:
            UnknownRecordError: If the record never had this version.
        """
        with self._store.read() as connection:
            return history.record_at(connection, code, record_id, version)

    def history(self, code: str, record_id: str | None = None) -> tuple[Change, ...]:
        """Who changed what, when and why, field by field, the first change first."""
        with self._store.read() as connection:
            return history.history(connection, code, record_id)

    def transactions(
        self, *, after: int = 0, code: str | None = None
    ) -> tuple[Transaction, ...]:
        """What was stored after a transaction, on one patient or at all, in order."""
        with self._store.read() as connection:
            return history.transactions(connection, after, code)

    def removed_patients(self) -> tuple[PatientSummary, ...]:
        """The patients in the bin, by code."""
        with self._store.read() as connection:
            return listing.removed_patients(connection)

    def settings(self) -> Settings:
        """The choices by which everything is computed, as far as somebody made them.

        The catalogues know the vocabulary of the site from here on.

        Raises:
            RegistryError: If another program stored what no setting can be.
        """
        with self._store.read() as connection:
            return reading.settings(connection)

    def stored_settings(self) -> dict[str, tuple[str | None, int]]:
        """Text and version of each setting ever changed; None is the default."""
        with self._store.read() as connection:
            return reading.stored_settings(connection)

    def own_words(self) -> "tuple[OwnWord, ...]":
        """The vocabulary of the site; the catalogues know it once it was read.

        Whoever reads the settings has them know it, too.
        """
        with self._store.read() as connection:
            return reading.own_words(connection)

    def settings_history(self) -> tuple[Change, ...]:
        """Who changed which setting, when and why, the first change first."""
        with self._store.read() as connection:
            return history.settings_history(connection)

    def registry_id(self) -> str:
        """The id that tells this registry from every other one."""
        with self._store.read() as connection:
            return reading.registry_id(connection)

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


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
