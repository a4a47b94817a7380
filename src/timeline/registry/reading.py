"""Reading cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Enum,
    RowMapping,
    Select,
    String,
    Table,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.case.uncollected import Uncollected
from timeline.clinical.catalogues.tables import VOCABULARY, use_own_rows
from timeline.clinical.settings import Settings
from timeline.registry.actions import Origin
from timeline.registry.collected import COLLECTED, collected_from
from timeline.registry.errors import RegistryError, UnknownPatientError
from timeline.registry.origins import EARLIER, origins_of
from timeline.registry.rows import to_record
from timeline.registry.tables import CASES, ORIGIN, SCHEMA, SETTINGS, TABLES
from timeline.registry.values import StoredCase

if TYPE_CHECKING:
    from timeline.clinical.catalogues.own_words import OwnWord

_AT_ONCE = 500
Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Everything stored on one case, records that are marked as deleted included."""

    case_id: int
    rows: Mapping[Key, RowMapping]

    @property
    def in_bin(self) -> bool:
        """Whether the whole patient is in the bin."""
        patients = [row for (kind, _), row in self.rows.items() if kind == Patient.kind]
        return bool(patients) and all(row["deleted_at"] for row in patients)

    @property
    def taken_ids(self) -> set[str]:
        """The ids of all records, those in the bin included."""
        return {record_id for _, record_id in self.rows}

    def row_of(self, record_id: str) -> tuple[str, RowMapping] | None:
        """Kind and row of a record; of two with one id the one that is not deleted."""
        rows = [
            (kind, row)
            for (kind, row_id), row in self.rows.items()
            if row_id == record_id
        ]
        return min(
            rows, key=lambda pair: pair[1]["deleted_at"] is not None, default=None
        )

    def case(self, never_given: Mapping[str, Uncollected]) -> Case:
        """The case of the records that are not deleted.

        Args:
            never_given: By source, what it never gives.

        Raises:
            RegistryError: If there is not exactly one patient among them.
        """
        by_record = {
            record_id: never_given[row["origin"]]
            for (_, record_id), row in self.rows.items()
            if never_given and row["origin"] in never_given
        }
        return case_of(self.live(), by_record)

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
    """Whether there is no case, not even in the bin."""
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
            result = connection.execute(records.with_for_update() if lock else records)
            for mapping in result.mappings():
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


def stored_case(
    connection: Connection, code: str, *, from_bin: bool = False
) -> StoredRows:
    """Everything stored on one case.

    Args:
        connection: A transaction.
        code: Study code.
        from_bin: Whether a patient who is in the bin counts, too.

    Raises:
        UnknownPatientError: If there is no such case.
    """
    stored = stored_rows(connection, [code]).get(code)
    if stored is None or (stored.in_bin and not from_bin):
        raise UnknownPatientError(code, in_bin=stored is not None)
    return stored


def codes_of_source(
    connection: Connection, source: str, kinds: Sequence[str]
) -> set[str]:
    """Codes of the cases with a record, not deleted, that a source has stated.

    Args:
        connection: A transaction.
        source: A file, or the id of another registry.
        kinds: Kinds of records that count.
    """
    codes: set[str] = set()
    for kind in kinds:
        table = TABLES[kind]
        origin, others = table.c.origin, table.c.origin_values
        query = select(CASES.c.code, *(table.c[name] for name in ORIGIN))
        query = query.join(table, table.c.case_id == CASES.c.case_id).where(
            table.c.deleted_at.is_(None),
            or_(origin == source, others.contains(EARLIER, autoescape=True)),
        )
        for row in connection.execute(query).mappings():
            if any(each.source == source for each in origins_of(row)):
                codes.add(row["code"])
    return codes


def load(connection: Connection, code: str) -> StoredCase:
    """A case with the version of each record."""
    stored = stored_case(connection, code)
    versions: dict[str, int] = {}
    removed: dict[str, int] = {}
    origins: dict[str, tuple[Origin, ...]] = {}
    for (_, record_id), row in stored.rows.items():
        present = versions if row["deleted_at"] is None else removed
        present[record_id] = row["version"]
        if stated := origins_of(row):
            origins[record_id] = stated
    case = stored.case(uncollected(connection))
    return StoredCase(case, versions, origins, removed)


def cases(connection: Connection, codes: Sequence[str]) -> tuple[Case, ...]:
    """The cases with these codes, in their order.

    Raises:
        UnknownPatientError: If there is no case with one of them.
    """
    stored = stored_rows(connection, codes)
    for code in codes:
        if code not in stored or stored[code].in_bin:
            raise UnknownPatientError(code, in_bin=code in stored)
    never_given = uncollected(connection)
    return tuple(stored[code].case(never_given) for code in codes)


def case_of(
    entries: Iterable[Entry], never_given: Mapping[str, Uncollected] | None = None
) -> Case:
    """The case that these records make up.

    Args:
        entries: The records.
        never_given: By record, what its source never gives.

    Raises:
        RegistryError: If there is not exactly one patient among them.
    """
    try:
        return Case.of(entries, uncollected=never_given)
    except ValueError:
        raise RegistryError(
            "A case has exactly one patient, and this one would have none or two.",
            hint="If another program changed the patient, undo the last change.",
        ) from None


def uncollected(connection: Connection) -> dict[str, Uncollected]:
    """What each source of many cases never gives, by the source.

    Raises:
        RegistryError: If another program stored what cannot be.
    """
    query = select(SETTINGS.c.value).where(SETTINGS.c.id.startswith(COLLECTED))
    texts = connection.execute(query.where(SETTINGS.c.value.is_not(None))).scalars()
    try:
        known = [collected_from(text).uncollected for text in texts]
    except ValueError as error:
        raise RegistryError(str(error), hint="Another program wrote it.") from None
    return {each.source: each for each in known if each.fields}


def stored_settings(connection: Connection) -> dict[str, tuple[str | None, int]]:
    """Text and version of each setting ever changed; None is the default."""
    query = select(SETTINGS.c.id, SETTINGS.c.value, SETTINGS.c.version)
    return {row.id: (row.value, row.version) for row in connection.execute(query)}


def own_words(connection: Connection) -> "tuple[OwnWord, ...]":
    """The vocabulary of the site, which the catalogues know from here on."""
    return _used_words(_setting_texts(connection))


def _setting_texts(connection: Connection) -> dict[str, str | None]:
    return {name: text for name, (text, _) in stored_settings(connection).items()}


def _used_words(texts: Mapping[str, str | None]) -> "tuple[OwnWord, ...]":
    if not any(name.startswith(VOCABULARY) for name in texts):
        use_own_rows({})  # without loading any catalogue
        return ()
    from timeline.clinical.catalogues.own_words import use_words, words_of

    words = words_of(texts)
    use_words(words)
    return words


def settings(connection: Connection) -> Settings:
    """The choices by which everything is computed; see `Registry.settings`."""
    from timeline.clinical.setting_specs import settings_from

    texts = _setting_texts(connection)
    _used_words(texts)
    try:
        return settings_from(texts)
    except ValueError as error:
        raise RegistryError(
            f"A setting holds what it cannot be. {error}",
            hint="Another program wrote it; `timeline settings NAME default` mends it.",
        ) from None


def registry_id(connection: Connection) -> str:
    """The id that tells this registry from every other one."""
    return str(connection.execute(select(SCHEMA.c.registry_id)).scalar_one())
